namespace TaskGrid.Training.Checkpoints;

/// <summary>Where a run stands between two steps. The place in the batch plan follows from epoch and step.</summary>
internal sealed record CheckpointPosition
{
    /// <summary>Number of the phase, from 1.</summary>
    public required int Phase { get; init; }

    /// <summary>Its name.</summary>
    public required string PhaseName { get; init; }

    /// <summary>Steps done in the phase.</summary>
    public required int Step { get; init; }

    /// <summary>Steps done in the run.</summary>
    public required int StepsDone { get; init; }

    /// <summary>Epochs done in the run.</summary>
    public required int EpochsDone { get; init; }

    /// <summary>The dev metric of the last epoch that was evaluated.</summary>
    public double? DevMetric { get; init; }

    /// <summary>The dev metric of the epoch that is kept.</summary>
    public double? BestMetric { get; init; }

    /// <summary>Epochs since the one that is kept: what early stopping counts.</summary>
    public int EpochsSinceBest { get; init; }
}
