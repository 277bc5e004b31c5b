using TaskGrid.Diffs;
using TaskGrid.Models;

namespace TaskGrid.Serving;

/// <summary>Asks for a batch of many inputs at a time, and again later while the server is busy.</summary>
/// <param name="task">The task.</param>
/// <param name="tenant">Who asks.</param>
internal sealed class PatientTask(ServedTask task, string tenant) : ITaskModel
{
    /// <inheritdoc/>
    public TaskDefinition Task => task.Task;

    /// <inheritdoc/>
    public float[] Logits(IReadOnlyList<TextInput> inputs, CancellationToken cancellationToken = default)
    {
        var logits = new List<float>();
        var (part, tokens) = (new List<EncodedInput>(), 0);
        foreach (var input in inputs)
        {
            var encoded = task.Encode(input);
            if (tokens + encoded.Ids.Length > task.BatchTokens) Ask();
            part.Add(encoded);
            tokens += encoded.Ids.Length;
        }

        Ask();
        return [.. logits];

        void Ask()
        {
            foreach (var row in ScoreAsync(part, cancellationToken).GetAwaiter().GetResult()) logits.AddRange(row);
            part.Clear();
            tokens = 0;
        }
    }

    private async Task<float[][]> ScoreAsync(List<EncodedInput> part, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await task.ScoreAsync(tenant, part, cancellationToken).ConfigureAwait(false);
            }
            catch (TaskGridException busy) when (busy.RetryAfter is { } wait)
            {
                await System.Threading.Tasks.Task.Delay(wait, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
