using TaskGrid.Models;
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

    /// <summary>Learning rate of the head.</summary>
    public required double HeadRate { get; init; }

    internal torch.ScalarType Type => Half ? torch.ScalarType.BFloat16 : torch.ScalarType.Float32;

    /// <summary>Fills in what a spec leaves open.</summary>
    /// <param name="spec">What the user declared.</param>
    /// <param name="config">The base's architecture: small bases need larger rates.</param>
    /// <param name="threads">Threads.</param>
    /// <param name="half">Whether to compute in bf16.</param>
    public static TrainSettings Resolve(TrainSpec spec, EncoderConfig config, int threads, bool half)
    {
        // Rates are published for widths of 768 and above; narrower models take larger steps.
        var width = 768.0 / config.HiddenSize;
        return new TrainSettings
        {
            Epochs = spec.Epochs ?? 3,
            BatchSize = spec.BatchSize ?? 16,
            MaxLength = Math.Min(spec.MaxLength ?? 128, config.MaxPositions),
            Density = spec.Density,
            Structured = spec.Structured,
            Seed = spec.Seed,
            Threads = threads,
            Half = half,
            DenseRate = spec.LearningRate ?? 1e-4 * width,
            GatedRate = Rate("TG_GATED", 1e-4 * width),
            MaskedRate = spec.LearningRate ?? Rate("TG_MASKED", 1e-3 * width),
            HeadRate = Rate("TG_HEAD", 1e-3),
        };
        static double Rate(string name, double value) =>
            Environment.GetEnvironmentVariable(name) is { } text ? double.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : value;
    }
}
