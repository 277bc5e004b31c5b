namespace TaskGrid.Models;

/// <summary>The kind and the flags of one code point, of the pinned Unicode version.</summary>
/// <param name="Bits">Kind in the three low bits, flags above.</param>
internal readonly record struct CharacterTraits(byte Bits)
{
    private static readonly byte[] Basic = Expand();

    /// <summary>What BERT's rules do with it.</summary>
    public CharacterKind Kind => (CharacterKind)(Bits & 7);

    /// <summary>It has case and is not ignored when case is decided; only such characters have lower-case forms.</summary>
    public bool IsCased => (Bits & 8) != 0;

    /// <summary>It is passed over when the letters around a capital sigma are looked up.</summary>
    public bool IsCaseIgnorable => (Bits & 16) != 0;

    /// <summary>It stays when accents are stripped, but as other characters.</summary>
    public bool Decomposes => (Bits & 32) != 0;

    /// <summary>Looks a code point up.</summary>
    /// <param name="codePoint">0 to 0x10FFFF.</param>
    public static CharacterTraits Of(int codePoint) =>
        new(codePoint < Basic.Length ? Basic[codePoint] : Search(codePoint));

    private static byte Search(int codePoint)
    {
        var runs = UnicodeKinds.Runs;
        var index = runs.BinarySearch((uint)codePoint << 8 | 0xFF);
        return (byte)runs[index < 0 ? ~index - 1 : index];
    }

    private static byte[] Expand()
    {
        var traits = new byte[0x10000];
        var runs = UnicodeKinds.Runs;
        for (var run = 0; runs[run] >> 8 < traits.Length; run++)
        {
            var end = Math.Min(runs[run + 1] >> 8, (uint)traits.Length);
            traits.AsSpan((int)(runs[run] >> 8)..(int)end).Fill((byte)runs[run]);
        }

        return traits;
    }
}
