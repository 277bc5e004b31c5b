using TaskGrid.Models;
using TaskGrid.Training.Checkpoints;
using TaskGrid.Training.Gradients;

namespace TaskGrid.Training.Optimization;

/// <summary>
/// Turns the gradients of a step into new weights: what a phase of a method trains. Implementations write the
/// effective weights that the next forward pass reads.
/// </summary>
internal interface IWeightUpdate : IDisposable
{
    /// <summary>What takes the gradients; null when the encoder is not trained.</summary>
    EmbeddingTap? Tap { get; }

    /// <summary>Σ P(z &gt; 0) ÷ d, when there are gates.</summary>
    double? ExpectedDensity { get; }

    /// <summary>Applies the gradients of one batch, after the backward pass.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="step">Number of the step in the phase, from 1.</param>
    /// <param name="rate">Learning rate of the weights.</param>
    void Step(TokenBatch batch, int step, double rate);

    /// <summary>Makes the effective weights those that would be kept now.</summary>
    void BeginEvaluation();

    /// <summary>Makes them those of training again.</summary>
    void EndEvaluation();

    /// <summary>What a checkpoint holds of the update: all but what <see cref="Resume"/> computes from it.</summary>
    IReadOnlyList<StatePart> State { get; }

    /// <summary>Call when <see cref="State"/> was read from a checkpoint: makes the effective weights fit it.</summary>
    /// <param name="step">Steps done in the phase.</param>
    void Resume(int step);

    /// <summary>Copies what the phase trains, so that the best epoch can be kept.</summary>
    float[] Capture();

    /// <summary>Goes back to what <see cref="Capture"/> gave, in the effective weights too.</summary>
    void Restore(float[] captured);
}
