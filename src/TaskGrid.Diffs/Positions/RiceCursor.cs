namespace TaskGrid.Diffs.Positions;

/// <summary>Where a decoder stands in the two streams of Rice codes.</summary>
internal ref struct RiceCursor
{
    /// <summary>The low bits, followed by at least 8 readable bytes (the unary section).</summary>
    public ReadOnlySpan<byte> Low;

    /// <summary>Bits of <see cref="Low"/> that are read already.</summary>
    public long LowBit;

    /// <summary>The quotients: zeros and a one each, a whole number of words.</summary>
    public ReadOnlySpan<byte> Unary;

    /// <summary>Bits of <see cref="Unary"/> that are read already.</summary>
    public long UnaryBit;

    /// <summary>The flat index before the next one: at first the one before the tensor.</summary>
    public int Previous;

    /// <summary>The flat index after the tensor.</summary>
    public int End;

    /// <summary>Moves on behind a block and checks that its positions fit their tensor.</summary>
    /// <param name="unaryBits">Bits of the block's quotients.</param>
    /// <param name="lowBits">Low bits of the block.</param>
    /// <param name="last">The block's last flat index, exact.</param>
    public void Advance(long unaryBits, long lowBits, long last)
    {
        if (last >= End) throw DiffErrors.Invalid("a position lies beyond its tensor");
        (UnaryBit, LowBit, Previous) = (UnaryBit + unaryBits, LowBit + lowBits, (int)last);
    }

    /// <summary>The failure of a quotient that is too long.</summary>
    public static TaskGridException TooLong() =>
        DiffErrors.Invalid($"a block of positions has quotients of more than {RiceParameter.MaxUnaryBits} bits");
}
