using TaskGrid.Models;

namespace TaskGrid.Training.Gradients;

/// <summary>Sums the squared gradients of single examples: the diagonal of the empirical Fisher information.</summary>
internal interface IFisherDiagonal : IDisposable
{
    /// <summary>What takes the gradients.</summary>
    EmbeddingTap Tap { get; }

    /// <summary>Adds one example, after its backward pass.</summary>
    /// <param name="example">A batch of one row.</param>
    void Add(TokenBatch example);

    /// <summary>The largest entries: flat indices, increasing.</summary>
    /// <param name="entries">How many, 0 to d.</param>
    int[] Largest(int entries);
}
