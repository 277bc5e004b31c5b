using TaskGrid.Models;
using TaskGrid.Training.Methods;
using TorchSharp;

namespace TaskGrid.Training.Runs;

/// <summary>A run's numbers, all decided: what <see cref="TrainSpec"/> left open comes from base and data.</summary>
public sealed record TrainSettings
{
    /// <summary>Epochs of each phase.</summary>
    public required int Epochs { get; init; }

    /// <summary>Rows per step.</summary>
    public required int BatchSize { get; init; }

    /// <summary>Longest input in tokens.</summary>
    public required int MaxLength { get; init; }

    /// <summary>Share of the parameters that the diff may change.</summary>
    public required double Density { get; init; }

    /// <summary>One gate more per tensor.</summary>
    public required bool Structured { get; init; }

    /// <summary>Seed of every random choice.</summary>
    public required int Seed { get; init; }

    /// <summary>Threads of the passes over flat buffers.</summary>
    public required int Threads { get; init; }

    /// <summary>Whether the encoder computes in bf16.</summary>
    public required bool Half { get; init; }

    /// <summary>Learning rate of all weights together, at its peak.</summary>
    public required double DenseRate { get; init; }

    /// <summary>Learning rate of w in the gated phase.</summary>
    public required double GatedRate { get; init; }

    /// <summary>Learning rate of single entries under a fixed mask.</summary>
    public required double MaskedRate { get; init; }

    /// <summary>Learning rate of the last phase, at its peak: one of those above.</summary>
    public required double LastRate { get; init; }

    /// <summary>Learning rate of the head.</summary>
    public required double HeadRate { get; init; }

    /// <summary>For tests: updates by operations of the tensor library also on the processor. No part of a run's identity.
    /// </summary>
    internal bool TensorUpdates { get; init; }

    internal torch.ScalarType Type => Half ? torch.ScalarType.BFloat16 : torch.ScalarType.Float32;

    /// <summary>Fills in what a spec leaves open.</summary>
    /// <param name="spec">What the user declared.</param>
    /// <param name="config">The base's architecture: narrow bases need larger rates.</param>
    /// <param name="rows">Training rows: few rows need more epochs.</param>
    /// <param name="threads">Threads.</param>
    /// <param name="half">Whether to compute in bf16.</param>
    public static TrainSettings Resolve(TrainSpec spec, EncoderConfig config, int rows, int threads, bool half)
    {
        // A spec's rate is that of the last phase, which is the only one of full fine-tuning.
        var isFull = spec.Method == FullFineTuning.MethodName;
        var dense = (isFull ? spec.LearningRate : spec.FirstLearningRate) ?? Rate(config.HiddenSize, 1e-4, 3e-5);
        var masked = spec.LearningRate ?? Rate(config.HiddenSize, 1e-3, 5e-5);
        return new TrainSettings
        {
            Epochs = spec.Epochs ?? Math.Clamp((MinimumRowVisits + rows - 1) / rows, 3, 10),
            BatchSize = spec.BatchSize ?? 16,
            MaxLength = Math.Min(spec.MaxLength ?? 128, config.MaxPositions),
            Density = spec.Density,
            Structured = spec.Structured,
            Seed = spec.Seed,
            Threads = threads,
            Half = half,
            DenseRate = dense,
            GatedRate = spec.FirstLearningRate ?? Rate(config.HiddenSize, 1e-4, 1e-5),
            MaskedRate = masked,
            LastRate = isFull ? dense : masked,
            HeadRate = 1e-3,
        };
    }

    // Published rates are for widths of 768 and above: 1e-5 under gates, 5e-5 under a mask (Guo et al. 2020, BERT-large), 2e-5 to
    // 5e-5 with all weights (Devlin et al. 2018). They fail on small models (dguo98/DiffPruning, issue 1): rates of narrow bases were
    // chosen on development data at width 256, and below it rise as the width falls. Between the two widths a rate is a power of the width.
    private static double Rate(int width, double narrow, double published)
    {
        const double Tuned = 256, Wide = 768;
        if (width <= Tuned) return narrow * (Wide / width);
        var share = Math.Min(1, Math.Log(width / Tuned) / Math.Log(Wide / Tuned));
        var tuned = narrow * (Wide / Tuned);
        return share == 1 ? published : tuned * Math.Pow(published / tuned, share);
    }

    // Three epochs (Guo et al. 2020), and for small data as many more, up to ten, as make this many rows.
    private const int MinimumRowVisits = 16_000;
}
