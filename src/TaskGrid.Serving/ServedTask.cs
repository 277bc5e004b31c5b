using TaskGrid.Diffs;
using TaskGrid.Models;

namespace TaskGrid.Serving;

/// <summary>A resident task at its server.</summary>
/// <param name="server">The server of its base; stays the caller's.</param>
/// <param name="model">The base; stays the caller's.</param>
/// <param name="task">The task.</param>
public sealed class ServedTask(TaskServer server, BaseModel model, ResidentTask task) : IDisposable
{
    /// <summary>Kind, labels and metric.</summary>
    public TaskDefinition Task => task.Task;

    /// <summary>Bytes of the task in memory, without a merged copy.</summary>
    public long Bytes => task.Bytes;

    /// <summary>Answers inputs in their order.</summary>
    /// <param name="tenant">Who asks; tenants take turns.</param>
    /// <param name="inputs">Texts or pairs.</param>
    /// <param name="cancellationToken">Takes what waits out of the queue.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.ServerBusy"/>.</exception>
    public async Task<IReadOnlyList<TextPrediction>> PredictAsync(
        string tenant, IReadOnlyList<TextInput> inputs, CancellationToken cancellationToken = default)
    {
        var encoded = new EncodedInput[inputs.Count];
        for (var i = 0; i < encoded.Length; i++) encoded[i] = Encode(inputs[i]);
        var logits = await ScoreAsync(tenant, encoded, cancellationToken);
        var answers = new TextPrediction[logits.Length];
        for (var i = 0; i < answers.Length; i++) answers[i] = TextAnswer.Of(Task, logits[i]);
        return answers;
    }

    /// <summary>The task as a model for many inputs, which waits where the server is busy.</summary>
    /// <param name="tenant">Who asks.</param>
    public ITaskModel ForEvaluation(string tenant) => new PatientTask(this, tenant);

    /// <summary>Drops what the server keeps for it.</summary>
    public void Dispose() => server.Forget(task);

    /// <summary>Tokens of a batch.</summary>
    internal int BatchTokens => server.BatchTokens;

    /// <summary>An input for <see cref="ScoreAsync"/>.</summary>
    internal EncodedInput Encode(TextInput input) => model.Encode(input, Task.TokenLimit);

    /// <summary>Logits [L] of each input; for regression the value [1].</summary>
    internal Task<float[][]> ScoreAsync(
        string tenant, IReadOnlyList<EncodedInput> inputs, CancellationToken cancellationToken) =>
        server.ScoreAsync(tenant, task, inputs, cancellationToken);
}
