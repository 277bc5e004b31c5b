using TaskGrid.Benchmarks.Measuring;

namespace TaskGrid.Benchmarks.Serving;

/// <summary>Sizes of the adapters that PyTorch applies in batches: LoRA (Hu et al. 2021) as PEFT gives it to BERT by default.</summary>
internal static class LoraAdapter
{
    /// <summary>r.</summary>
    public const int Rank = 8;

    /// <summary>Matrices of a layer that have an A and a B: query and value.</summary>
    private const int Adapted = 2;

    /// <summary>In words.</summary>
    public static string Description { get; } = FormattableString.Invariant($"rank {Rank}, query and value");

    /// <summary>Parameters of a task's A [r, H] and B [H, r], without its head.</summary>
    /// <param name="shape">The base's shape.</param>
    public static long Parameters(BertShape shape) => (long)shape.Layers * Adapted * 2 * Rank * shape.Width;

    /// <summary>Their bytes.</summary>
    /// <param name="shape">The base's shape.</param>
    /// <param name="half">Whether they are bf16, otherwise fp32.</param>
    public static long Bytes(BertShape shape, bool half) => Parameters(shape) * (half ? sizeof(ushort) : sizeof(float));

    /// <summary>Multiplications of a token with A and B, over those with the weights of the layers.</summary>
    /// <param name="shape">The base's shape.</param>
    public static double ShareOfProducts(BertShape shape) =>
        (double)Parameters(shape) / ((long)shape.Layers * shape.Width * ((4 * shape.Width) + (2 * shape.Inner)));

    /// <summary>Tasks whose adapters are stacked: all, or as many as fit, one at least.</summary>
    /// <param name="shape">The base's shape.</param>
    /// <param name="half">Whether they are bf16, otherwise fp32.</param>
    /// <param name="tasks">All tasks.</param>
    /// <param name="maxBytes">Memory for them.</param>
    public static int Stacked(BertShape shape, bool half, int tasks, long maxBytes) =>
        (int)Math.Clamp(maxBytes / Bytes(shape, half), 1, tasks);
}
