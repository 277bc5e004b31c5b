using TaskGrid.Diffs;
using TaskGrid.Models;
using TaskGrid.Training.Runs;

namespace TaskGrid.Training.Methods;

/// <summary>A way to learn a task's diff. Every method ends with a <see cref="SparseDiff"/> and a trained head.</summary>
internal interface ITrainingMethod
{
    /// <summary>The name that users give.</summary>
    string Name { get; }

    /// <summary>Training phases, of <see cref="TrainSettings.Epochs"/> epochs each.</summary>
    int Phases { get; }

    /// <summary>Memory of a run until its entries are chosen, beside the base, for each of its parameters, in bytes, at most: what
    /// docs/architecture.md counts, and what choosing takes.</summary>
    int BytesPerParameter { get; }

    /// <summary>Which form of the method this is: a larger number where the same settings give other values than before.</summary>
    int Revision => 1;

    /// <summary>Entries that are trained once they are chosen, at most.</summary>
    /// <param name="config">The base's architecture.</param>
    /// <param name="parameters">d, the base's parameters.</param>
    /// <param name="density">What was asked for.</param>
    long MostEntries(EncoderConfig config, int parameters, double density) => Density.Entries(density, parameters);

    /// <summary>Whether it heeds the density that was asked for; else what it trains has one of its own.</summary>
    bool TakesDensity => true;

    /// <summary>Whether no entries are chosen.</summary>
    bool TrainsAllWeights => false;

    /// <summary>Trains the run's network and returns the difference from the base.</summary>
    SparseDiff Train(TrainingRun run);
}
