using System.Buffers.Binary;
using System.Collections.Immutable;

namespace TaskGrid.Diffs.Safetensors;

/// <summary>
/// The header of a safetensors file: 8 bytes of length (little endian), then a JSON object that names tensors, then
/// their bytes. Whatever comes out has been checked: the tensors cover the data area without hole or overlap, and each
/// one's length is its shape times its element size. Source of the format: the README of huggingface/safetensors.
/// </summary>
public sealed class SafetensorsHeader
{
    /// <summary>The longest JSON that is read, 100,000,000 bytes: the limit of the reference implementation.</summary>
    public const int MaxJsonBytes = 100_000_000;

    /// <summary>The most tensors that are read.</summary>
    public const int MaxTensors = 1 << 18;

    /// <summary>The most dimensions of a tensor that are read.</summary>
    public const int MaxRank = 64;

    private const int LengthBytes = sizeof(ulong);
    private readonly Dictionary<string, SafetensorsTensor> _byName;

    private SafetensorsHeader(
        ImmutableArray<SafetensorsTensor> tensors, IReadOnlyDictionary<string, string> metadata, long dataStart)
    {
        (Tensors, Metadata, DataStart) = (tensors, metadata, dataStart);
        _byName = tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
    }

    /// <summary>The tensors in the order of their offsets.</summary>
    public ImmutableArray<SafetensorsTensor> Tensors { get; }

    /// <summary>The <c>__metadata__</c> entry; empty when the file has none.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Position in the file of the data area's first byte.</summary>
    public long DataStart { get; }

    /// <summary>Bytes of the data area.</summary>
    public long DataLength => Tensors.IsEmpty ? 0 : Tensors[^1].End;

    /// <summary>The tensor of a name, or null.</summary>
    public SafetensorsTensor? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>
    /// Reads the header at the start of a file and leaves the stream at <see cref="DataStart"/>. Memory is bounded by
    /// <see cref="MaxJsonBytes"/> and by the file's length, whatever the file announces.
    /// </summary>
    /// <param name="stream">A seekable stream of the whole file.</param>
    /// <param name="source">What messages call the file, e.g. its path.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.SafetensorsInvalid"/>, with every bad tensor in the
    /// details.</exception>
    public static SafetensorsHeader Read(Stream stream, string source)
    {
        var fileBytes = stream.Length;
        stream.Position = 0;
        if (fileBytes < LengthBytes) throw Invalid(source, $"it has {fileBytes} bytes, not even the 8 of a length");

        Span<byte> lengthBytes = stackalloc byte[LengthBytes];
        stream.ReadExactly(lengthBytes);
        var announced = BinaryPrimitives.ReadUInt64LittleEndian(lengthBytes);
        var available = fileBytes - LengthBytes;
        if (announced > (ulong)available)
            throw Invalid(source, $"its header announces {announced} bytes, but {available} follow");
        if (announced > MaxJsonBytes)
            throw Invalid(source, $"its header announces {announced} bytes; at most {MaxJsonBytes} are read");

        var json = new byte[(int)announced];
        stream.ReadExactly(json);
        return Parse(json, fileBytes, source);
    }

    /// <summary>Parses a header's JSON that has been read already.</summary>
    /// <param name="json">The bytes between the length and the data area.</param>
    /// <param name="fileBytes">Length of the whole file, length and JSON included.</param>
    /// <param name="source">What messages call the file.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.SafetensorsInvalid"/>, with every bad tensor in the
    /// details.</exception>
    public static SafetensorsHeader Parse(ReadOnlySpan<byte> json, long fileBytes, string source)
    {
        var dataStart = (long)LengthBytes + json.Length;
        var (tensors, metadata) = SafetensorsJson.Parse(json, source);
        tensors.Sort((a, b) => a.Begin != b.Begin ? a.Begin.CompareTo(b.Begin) : a.End.CompareTo(b.End));
        var problems = SafetensorsChecks.Problems(tensors, fileBytes - dataStart);
        if (problems.Count > 0) throw Invalid(source, string.Join("; ", problems.Take(3)), problems);
        return new SafetensorsHeader([.. tensors], metadata, dataStart);
    }

    internal static TaskGridException Invalid(
        string source, string problem, IReadOnlyList<string>? details = null, Exception? innerException = null) =>
        new(ErrorCodes.SafetensorsInvalid,
            $"{source} is not a valid safetensors file: {problem}. Download or write the file again.",
            details, innerException);
}
