using TaskGrid.Diffs;

namespace TaskGrid.Models;

/// <summary>A task that is ready to answer, however its weights are put together. Safe for concurrent use.</summary>
public interface ITaskModel
{
    /// <summary>Kind, labels and metric.</summary>
    TaskDefinition Task { get; }

    /// <summary>Logits [inputs, L], row-major; for regression the values [inputs].</summary>
    /// <param name="inputs">Texts or pairs.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    float[] Logits(IReadOnlyList<TextInput> inputs, CancellationToken cancellationToken = default);
}
