using System.Buffers.Binary;
using System.Security.Cryptography;

namespace TaskGrid.Diffs.Format;

/// <summary>Writes the frame of a file and hashes all that passes.</summary>
internal sealed class RecordWriter : IDisposable
{
    private readonly Stream _stream;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Begins a file.</summary>
    public RecordWriter(Stream stream)
    {
        _stream = stream;
        Span<byte> header = stackalloc byte[DiffFormat.HeaderBytes];
        DiffFormat.Magic.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header[DiffFormat.Magic.Length..], DiffFormat.Version);
        Append(header);
    }

    /// <summary>Writes a whole record.</summary>
    public void Write(RecordKind kind, ReadOnlySpan<byte> payload)
    {
        Begin(kind, payload.Length);
        Append(payload);
    }

    /// <summary>Writes the head of a record whose payload follows by <see cref="Append"/>.</summary>
    public void Begin(RecordKind kind, long length)
    {
        Span<byte> header = stackalloc byte[DiffFormat.RecordHeaderBytes];
        BinaryPrimitives.WriteUInt16LittleEndian(header, (ushort)kind);
        BinaryPrimitives.WriteUInt16LittleEndian(header[sizeof(ushort)..], DiffFormat.FlagsOf(kind));
        BinaryPrimitives.WriteInt64LittleEndian(header[(2 * sizeof(ushort))..], length);
        Append(header);
    }

    /// <summary>Writes a piece of a payload.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        _hash.AppendData(bytes);
        _stream.Write(bytes);
    }

    /// <summary>Ends the file.</summary>
    public void End()
    {
        Span<byte> hash = stackalloc byte[DiffFormat.TrailerBytes];
        _hash.GetCurrentHash(hash);
        _stream.Write(hash);
    }

    /// <inheritdoc/>
    public void Dispose() => _hash.Dispose();
}
