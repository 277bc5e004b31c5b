using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using TaskGrid.Diffs;

namespace TaskGrid.Models;

/// <summary>
/// The canonical fingerprint of a base model's weights, computed while they stream by: docs/specs/base-fingerprint.md.
/// It depends on names, types, shapes and bytes, not on files, shards, prefixes or order.
/// </summary>
internal sealed class BaseFingerprint : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public BaseFingerprint() => _hash.AppendData("taskgrid base 1\n"u8);

    /// <summary>Begins the next tensor; its bytes have to follow.</summary>
    public void Begin(string name, WeightTensor tensor)
    {
        AppendText(name);
        AppendText(tensor.DType);
        AppendNumber((ulong)tensor.Shape.Length);
        foreach (var extent in tensor.Shape) AppendNumber((ulong)extent);
        AppendNumber((ulong)tensor.ByteLength);
    }

    public void Append(ReadOnlySpan<byte> bytes) => _hash.AppendData(bytes);

    public Fingerprint Finish() => Fingerprint.FromHash(_hash.GetHashAndReset());

    public void Dispose() => _hash.Dispose();

    private void AppendText(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        AppendNumber((ulong)bytes.Length);
        _hash.AppendData(bytes);
    }

    private void AppendNumber(ulong number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, number);
        _hash.AppendData(bytes);
    }
}
