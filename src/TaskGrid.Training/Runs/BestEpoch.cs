using TaskGrid.Training.Checkpoints;
using TaskGrid.Training.Metrics;
using TaskGrid.Training.Optimization;

namespace TaskGrid.Training.Runs;

/// <summary>The epoch of a phase with the best dev metric so far: weights, head, and how long ago it was.</summary>
internal sealed class BestEpoch(IWeightUpdate update, HeadUpdate head, Metric metric)
{
    private float[] _weights = [];
    private float[][] _head = [];

    /// <summary>Its dev metric; null before the first epoch.</summary>
    public double? Value { get; private set; }

    /// <summary>Epochs since, none of them better.</summary>
    public int EpochsSince { get; private set; }

    /// <summary>What a checkpoint holds; nothing before the first epoch.</summary>
    public IEnumerable<StatePart> State =>
        Value is null
            ? []
            : _head.Select((values, i) => StatePart.Of(CheckpointNames.BestHead + i, values))
                .Prepend(StatePart.Of(CheckpointNames.BestWeights, _weights));

    /// <summary>Takes the weights as they are when they are better than what is kept.</summary>
    public void Consider(double value)
    {
        EpochsSince++;
        if (Value is { } best && !metric.IsBetter(value, best)) return;
        (Value, EpochsSince, _weights, _head) = (value, 0, update.Capture(), head.Capture());
    }

    /// <summary>Goes back to it.</summary>
    public void Restore()
    {
        if (Value is null) return;
        update.Restore(_weights);
        head.Restore(_head);
    }

    /// <summary>Reads what a checkpoint holds.</summary>
    public void Resume(SavedRun saved)
    {
        (Value, EpochsSince) = (saved.Position.BestMetric, saved.Position.EpochsSinceBest);
        if (Value is null) return;
        (_weights, _head) = (update.Capture(), head.Capture());
        saved.Fill(State);
    }
}
