using TaskGrid.Models;
using TaskGrid.Serving.Resident;

namespace TaskGrid.Serving.Mixed;

/// <summary>
/// Adds to each row of a batch what its task changes: entries of embedding tables to the summed embeddings, the side
/// product and biases to each linear map's output; features of layer normalizations are written again. Rows of one task
/// lie side by side. Not for use from several threads at once.
/// </summary>
internal interface IMixedTap : IForwardTap, IDisposable
{
    /// <summary>What does the side products, for people: <c>avx512</c>, <c>avx2</c>, <c>portable</c> or <c>tensors</c>.
    /// </summary>
    string Kernel { get; }

    /// <summary>Bytes of tasks that are kept on a device beside the tasks themselves; 0 on the processor.</summary>
    long DeviceBytes { get; }

    /// <summary>Says whose rows come next.</summary>
    /// <param name="rows">The task of each row; rows of one task side by side.</param>
    /// <param name="batch">The rows.</param>
    void Begin(ReadOnlySpan<SparseOverrides> rows, TokenBatch batch);

    /// <summary>Lets go of the rows, and with them of their tasks.</summary>
    void End();

    /// <summary>Drops what is kept for a task beside the task itself.</summary>
    void Forget(SparseOverrides task);
}
