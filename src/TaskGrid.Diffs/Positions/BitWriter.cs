using System.Buffers.Binary;

namespace TaskGrid.Diffs.Positions;

/// <summary>A growing stream of bits; the first bit is the lowest of the first byte.</summary>
internal sealed class BitWriter
{
    private const int WordBytes = sizeof(ulong);
    private const int WordBits = 8 * WordBytes;

    private byte[] _bytes = new byte[64];
    private int _written;
    private ulong _pending;
    private int _pendingBits;

    /// <summary>Appends the low bits of a value, lowest first.</summary>
    /// <param name="value">The bits; those above <paramref name="bits"/> are zero.</param>
    /// <param name="bits">How many, 0 to 32.</param>
    public void Write(uint value, int bits)
    {
        _pending |= (ulong)value << _pendingBits;
        _pendingBits += bits;
        if (_pendingBits < WordBits) return;
        Flush();
        _pendingBits -= WordBits;
        _pending = _pendingBits == 0 ? 0 : (ulong)value >> (bits - _pendingBits);
    }

    /// <summary>Appends zeros and then a one.</summary>
    public void WriteUnary(int zeros)
    {
        for (; zeros >= 32; zeros -= 32) Write(0, 32);
        Write(1u << zeros, zeros + 1);
    }

    /// <summary>All bits so far, filled up with zeros to a multiple of some bytes (1, 2, 4 or 8).</summary>
    public byte[] ToArray(int multipleOfBytes)
    {
        var bytes = _written + (_pendingBits + 7) / 8;
        bytes = (bytes + multipleOfBytes - 1) / multipleOfBytes * multipleOfBytes;
        Flush();
        _written -= WordBytes;
        return _bytes[..bytes];
    }

    private void Flush()
    {
        if (_written + WordBytes > _bytes.Length) Array.Resize(ref _bytes, 2 * _bytes.Length);
        BinaryPrimitives.WriteUInt64LittleEndian(_bytes.AsSpan(_written), _pending);
        _written += WordBytes;
    }
}
