namespace TaskGrid.Models;

/// <summary>The kind and the flags of one code point, of the pinned Unicode version.</summary>
/// <param name="Bits">Kind in the three low bits, flags above.</param>
internal readonly record struct CharacterTraits(byte Bits)
{
    private static readonly byte[] Basic = Expand();

    /// <summary>What BERT's rules do with it.</summary>
    public CharacterKind Kind => (CharacterKind)(Bits & 7);

    /// <summary>It has case and is not passed over where case is decided. Others have no lower-case form.</summary>
    public bool IsCased => (Bits & 8) != 0;

    /// <summary>It is passed over when the letters around a capital sigma are looked up.</summary>
    public bool IsCaseIgnorable => (Bits & 16) != 0;

    /// <summary>It stays when accents are stripped, but as other characters.</summary>
    public bool Decomposes => (Bits & 32) != 0;

    /// <summary>Looks a code point up.</summary>
    /// <param name="codePoint">0 to 0x10FFFF.</param>
    public static CharacterTraits Of(int codePoint) =>
        new(codePoint < Basic.Length ? Basic[codePoint] : Search(codePoint));

    private static byte Search(int codePoint) =>
        (byte)SortedTable.RowAtMost(UnicodeKinds.Runs, 1, codePoint << 8 | 0xFF)[0];

    private static byte[] Expand()
    {
        var traits = new byte[0x10000];
        var runs = UnicodeKinds.Runs;
        for (var run = 0; runs[run] >> 8 < traits.Length; run++)
        {
            var end = Math.Min(runs[run + 1] >> 8, traits.Length);
            traits.AsSpan((runs[run] >> 8)..end).Fill((byte)runs[run]);
        }

        return traits;
    }
}
