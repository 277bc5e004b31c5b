using System.Diagnostics;
using TaskGrid.Models;

namespace TaskGrid.Serving.Batching;

/// <summary>Texts of one caller for one task. Guarded by its scheduler, but for <see cref="Answer"/>.</summary>
/// <param name="tenant">Whose.</param>
/// <param name="task">The task.</param>
/// <param name="inputs">The texts, at least one.</param>
internal sealed class WaitingRequest(string tenant, ResidentTask task, IReadOnlyList<EncodedInput> inputs)
{
    private readonly TaskCompletionSource<float[][]> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly float[][] _logits = new float[inputs.Count][];
    private BatchScheduler? _scheduler;
    private CancellationTokenRegistration _registration;
    private int _next;
    private int _open = inputs.Count;

    public string Tenant => tenant;

    public ResidentTask Task => task;

    /// <summary>Logits of each text, when all are there.</summary>
    public Task<float[][]> Answer => _answer.Task;

    /// <summary>When it came.</summary>
    public long Since { get; } = Stopwatch.GetTimestamp();

    /// <summary>Texts that are in no batch yet.</summary>
    public int WaitingTexts => inputs.Count - _next;

    /// <summary>Their tokens.</summary>
    public int WaitingTokens { get; private set; } = TokensOf(inputs);

    /// <summary>Whether it is, or was, in the queue.</summary>
    public bool IsQueued { get; set; }

    /// <summary>Whether its tenant waited for its share already when it was admitted.</summary>
    public bool IsBeyondShare { get; set; }

    /// <summary>Whether nobody wants the rest: answered, failed or cancelled.</summary>
    public bool IsOver => _answer.Task.IsCompleted;

    /// <summary>Tokens of the next text.</summary>
    public int NextTokens => inputs[_next].Ids.Length;

    /// <summary>Lets a scheduler take it out when a token is cancelled; at once, if it is.</summary>
    public void CancelBy(BatchScheduler scheduler, CancellationToken cancellationToken)
    {
        if (!cancellationToken.CanBeCanceled) return;
        _scheduler = scheduler;
        _registration = cancellationToken.UnsafeRegister(
            static (state, token) =>
            {
                var request = (WaitingRequest)state!;
                request._scheduler!.Cancel(request, token);
            },
            this);
    }

    /// <summary>Lets go of the token.</summary>
    public void Unregister() => _registration.Unregister();

    /// <summary>Takes the next text into a batch.</summary>
    public BatchRow Take()
    {
        WaitingTokens -= NextTokens;
        return new BatchRow(this, _next, new ServingRow(task, inputs[_next++]));
    }

    /// <summary>Keeps one text's logits; with the last the request is answered.</summary>
    public bool Complete(int text, float[] logits)
    {
        _logits[text] = logits;
        if (--_open > 0) return false;
        Unregister();
        return _answer.TrySetResult(_logits);
    }

    public void Fail(Exception exception)
    {
        Unregister();
        _answer.TrySetException(exception);
    }

    public bool Cancel(CancellationToken cancellationToken) => _answer.TrySetCanceled(cancellationToken);

    private static int TokensOf(IReadOnlyList<EncodedInput> inputs)
    {
        var tokens = 0;
        for (var text = 0; text < inputs.Count; text++) tokens += inputs[text].Ids.Length;
        return tokens;
    }
}
