using TaskGrid.Diffs;
using TaskGrid.Models;

namespace TaskGrid.Serving;

/// <summary>Asks for a part of many inputs at a time, and again later while the server is busy.</summary>
/// <param name="task">The task.</param>
/// <param name="tenant">Who asks.</param>
internal sealed class PatientTask(ServedTask task, string tenant) : ITaskModel
{
    private const int PartTexts = 256;

    /// <inheritdoc/>
    public TaskDefinition Task => task.Task;

    /// <inheritdoc/>
    public float[] Logits(IReadOnlyList<TextInput> inputs, CancellationToken cancellationToken = default)
    {
        var logits = new List<float>();
        foreach (var part in inputs.Chunk(PartTexts))
        {
            foreach (var row in LogitsAsync(part, cancellationToken).GetAwaiter().GetResult()) logits.AddRange(row);
        }

        return [.. logits];
    }

    private async Task<float[][]> LogitsAsync(TextInput[] part, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await task.LogitsAsync(tenant, part, cancellationToken).ConfigureAwait(false);
            }
            catch (TaskGridException busy) when (busy.RetryAfter is { } wait)
            {
                await System.Threading.Tasks.Task.Delay(wait, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
