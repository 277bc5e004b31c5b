using TaskGrid.Diffs;
using TaskGrid.Training.Runs;

namespace TaskGrid.Training.Methods;

/// <summary>A way to learn a task's diff. Every method ends with a <see cref="SparseDiff"/> and a trained head.</summary>
internal interface ITrainingMethod
{
    /// <summary>The name that users give.</summary>
    string Name { get; }

    /// <summary>Training phases, of <see cref="TrainSettings.Epochs"/> epochs each.</summary>
    int Phases { get; }

    /// <summary>Memory of a run in fp32 until its entries are chosen, beside the base, for each of its parameters, in bytes, at most: what
    /// docs/architecture.md counts, and what choosing takes.</summary>
    int BytesPerParameter { get; }

    /// <summary>Whether no entries are chosen.</summary>
    bool TrainsAllWeights => false;

    /// <summary>Trains the run's network and returns the difference from the base.</summary>
    SparseDiff Train(TrainingRun run);
}
