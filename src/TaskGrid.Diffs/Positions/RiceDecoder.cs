namespace TaskGrid.Diffs.Positions;

/// <summary>
/// Decodes one block of Rice codes into flat indices. There is one variant for each kind of processor; all give the
/// same numbers and refuse the same streams.
/// </summary>
internal abstract class RiceDecoder
{
    /// <summary>The variants that this processor runs, the fastest first.</summary>
    public static IReadOnlyList<RiceDecoder> Supported { get; } =
    [
        .. Avx512RiceDecoder.IsSupported ? [new Avx512RiceDecoder()] : Array.Empty<RiceDecoder>(),
        .. Avx2RiceDecoder.IsSupported ? [new Avx2RiceDecoder()] : Array.Empty<RiceDecoder>(),
        new PortableRiceDecoder(),
    ];

    /// <summary>The variant that is used.</summary>
    public static RiceDecoder Fastest => Supported[0];

    /// <summary>What the variant is called.</summary>
    public abstract string Name { get; }

    /// <summary>Decodes a block and moves the cursor behind it.</summary>
    /// <param name="cursor">Where the block begins. Its unary stream holds all the block's ones.</param>
    /// <param name="k">Rice parameter, 0 to 31.</param>
    /// <param name="indices">Receives the flat indices, 1 to 256 of them.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.DiffInvalid"/>: a position lies beyond the tensor, or
    /// the quotients take more than <see cref="RiceParameter.MaxUnaryBits"/>.</exception>
    public abstract void Decode(ref RiceCursor cursor, int k, Span<int> indices);
}
