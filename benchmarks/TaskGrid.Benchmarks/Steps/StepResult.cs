namespace TaskGrid.Benchmarks.Steps;

/// <summary>What a comparison found.</summary>
internal sealed record StepResult
{
    /// <summary>Median step of PyTorch's full fine-tuning.</summary>
    public required double ReferenceSeconds { get; init; }

    /// <summary>Median step of TaskGrid.</summary>
    public required double OwnSeconds { get; init; }

    /// <summary>Median over pairs of rounds of TaskGrid's time over PyTorch's.</summary>
    public required double Ratio { get; init; }

    /// <summary>The same of processor time, which other work on the machine blurs less.</summary>
    public required double CpuRatio { get; init; }

    /// <summary>Peak memory of PyTorch's process.</summary>
    public required long ReferencePeakBytes { get; init; }

    /// <summary>Peak memory of TaskGrid's process.</summary>
    public required long OwnPeakBytes { get; init; }
}
