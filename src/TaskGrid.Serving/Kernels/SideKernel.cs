using System.Collections.Immutable;

namespace TaskGrid.Serving.Kernels;

/// <summary>
/// The side product y += x·δᵀ of a sparse δ, for a panel of up to 32 tokens that lies feature by feature, so that an
/// entry is one broadcast and multiply-adds over contiguous tokens; each row's sums stay in registers. One class per
/// kind of processor, compiled fully at once: a node measures them at its start, and first answers need them.
/// </summary>
internal abstract unsafe class SideKernel
{
    /// <summary>Tokens of a panel.</summary>
    public const int Tokens = 32;

    /// <summary>Rows of δ that one pass handles: their sums stay in the first-level cache.</summary>
    public const int BlockRows = 256;

    /// <summary>Every kernel that this processor can run, the fastest first.</summary>
    public static ImmutableArray<SideKernel> Supported { get; } =
    [
        .. Avx512SideKernel.IsSupported ? [new Avx512SideKernel()] : ReadOnlySpan<SideKernel>.Empty,
        .. Avx2SideKernel.IsSupported ? [new Avx2SideKernel()] : ReadOnlySpan<SideKernel>.Empty,
        new PortableSideKernel(),
    ];

    /// <summary>The fastest one here.</summary>
    public static SideKernel Best => Supported[0];

    /// <summary>Its name: <c>avx512</c>, <c>avx2</c> or <c>portable</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Lays tokens out feature by feature. Lanes beyond <paramref name="count"/> receive any finite number.
    /// </summary>
    /// <param name="x">The first token of the panel.</param>
    /// <param name="count">1 to <see cref="Tokens"/>.</param>
    /// <param name="panel">Receives [width, <see cref="Tokens"/>].</param>
    public abstract void Pack(Activations x, int count, float* panel);

    /// <summary>The sums of one block of rows, and the cursor moves on to the next.</summary>
    /// <param name="panel">[in + 1, <see cref="Tokens"/>].</param>
    /// <param name="cursor">At the block.</param>
    /// <param name="rows">Rows of the block.</param>
    /// <param name="sums">Receives [rows, <see cref="Tokens"/>].</param>
    public abstract void Multiply(float* panel, ref SideCursor cursor, int rows, float* sums);

    /// <summary>Adds a block's sums to the outputs.</summary>
    /// <param name="sums">[rows, <see cref="Tokens"/>].</param>
    /// <param name="rows">Rows of the block.</param>
    /// <param name="y">The first token of the panel.</param>
    /// <param name="count">1 to <see cref="Tokens"/>.</param>
    /// <param name="feature">The output feature of the block's first row.</param>
    public abstract void Add(float* sums, int rows, Activations y, int count, int feature);
}
