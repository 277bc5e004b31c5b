using TaskGrid.Diffs;
using TaskGrid.Models;

namespace TaskGrid.Serving;

/// <summary>A resident task at its server.</summary>
/// <param name="server">The server of its base; stays the caller's.</param>
/// <param name="model">The base; stays the caller's.</param>
/// <param name="task">The task.</param>
public sealed class ServedTask(TaskServer server, BaseModel model, ResidentTask task) : ITaskModel, IDisposable
{
    /// <inheritdoc/>
    public TaskDefinition Task => task.Task;

    /// <summary>Bytes of the task in memory, without a merged copy.</summary>
    public long Bytes => task.Bytes;

    /// <inheritdoc/>
    public float[] Logits(IReadOnlyList<TextInput> inputs, CancellationToken cancellationToken = default)
    {
        ServingRow[] rows =
            [.. inputs.Select(input => new ServingRow(task, model.Encode(input, task.Task.TokenLimit)))];
        return [.. server.Score(rows, cancellationToken).SelectMany(row => row)];
    }

    /// <summary>Drops what the server keeps for it.</summary>
    public void Dispose() => server.Forget(task);
}
