using TaskGrid.Models;
using TaskGrid.Training.Checkpoints;
using TaskGrid.Training.Gradients;
using TaskGrid.Training.Optimization;

namespace TaskGrid.Benchmarks.Steps;

/// <summary>An update that tells when a step of the training loop is done, so that the real loop is measured.</summary>
/// <param name="update">The update that does the work.</param>
/// <param name="stepped">Called after each step, in the loop's thread; may wait.</param>
internal sealed class PacedUpdate(IWeightUpdate update, Action stepped) : IWeightUpdate
{
    /// <inheritdoc/>
    public EmbeddingTap? Tap => update.Tap;

    /// <inheritdoc/>
    public double? ExpectedDensity => update.ExpectedDensity;

    /// <inheritdoc/>
    public void Step(TokenBatch batch, int step, double rate)
    {
        update.Step(batch, step, rate);
        stepped();
    }

    /// <inheritdoc/>
    public void BeginEvaluation() => update.BeginEvaluation();

    /// <inheritdoc/>
    public void EndEvaluation() => update.EndEvaluation();

    /// <inheritdoc/>
    public IReadOnlyList<StatePart> State => update.State;

    /// <inheritdoc/>
    public void Resume(int step) => update.Resume(step);

    /// <inheritdoc/>
    public float[] Capture() => update.Capture();

    /// <inheritdoc/>
    public void Restore(float[] captured) => update.Restore(captured);

    /// <inheritdoc/>
    public void Dispose() => update.Dispose();
}
