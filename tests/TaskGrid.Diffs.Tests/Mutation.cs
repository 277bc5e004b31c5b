namespace TaskGrid.Diffs.Tests;

/// <summary>Seeded damage to bytes.</summary>
internal sealed class Mutation(int seed)
{
    private static readonly long[] Extremes =
    [
        0, 1, 0x7F, 0x80, 0xFF, 0xFFFF, int.MaxValue, 1L << 31, uint.MaxValue, 1L << 32,
        long.MaxValue, long.MinValue, -1,
    ];

    private readonly Random _random = new(seed);

    /// <summary>A damaged copy, now and then damaged twice.</summary>
    public byte[] Apply(byte[] original)
    {
        var damaged = Once(original);
        return _random.Next(4) == 0 && damaged.Length > 0 ? Once(damaged) : damaged;
    }

    private byte[] Once(byte[] original)
    {
        var bytes = original.ToArray();
        var at = _random.Next(bytes.Length);
        switch (_random.Next(7))
        {
            case 0: // a bit
                bytes[at] ^= (byte)(1 << _random.Next(8));
                return bytes;
            case 1: // a byte
                bytes[at] = (byte)_random.Next(256);
                return bytes;
            case 2: // a number of 1 to 8 bytes, such as a length
                BitConverter.GetBytes(Extremes[_random.Next(Extremes.Length)])
                    .AsSpan(0, Math.Min(1 << _random.Next(4), bytes.Length - at)).CopyTo(bytes.AsSpan(at));
                return bytes;
            case 3: // the end is missing
                return bytes[..at];
            case 4: // a piece is missing
                return [.. bytes[..at], .. bytes[Math.Min(bytes.Length, at + 1 + _random.Next(40))..]];
            case 5: // a piece stands twice
                return [.. bytes[..Math.Min(bytes.Length, at + 1 + _random.Next(40))], .. bytes[at..]];
            default: // a piece from elsewhere
                var from = _random.Next(bytes.Length);
                var length = Math.Min(1 + _random.Next(40), bytes.Length - Math.Max(at, from));
                original.AsSpan(from, length).CopyTo(bytes.AsSpan(at));
                return bytes;
        }
    }
}
