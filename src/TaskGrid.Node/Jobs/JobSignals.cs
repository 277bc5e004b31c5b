using System.Collections.Concurrent;

namespace TaskGrid.Node;

/// <summary>Wakes what waits for news of a job in this process. News from other processes are found by looking.</summary>
internal sealed class JobSignals
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _waiting = new(StringComparer.Ordinal);

    /// <summary>There are news.</summary>
    public void Raise(string id)
    {
        if (_waiting.TryRemove(id, out var source)) source.TrySetResult();
    }

    /// <summary>Take this before looking, await it after: no news in between are missed.</summary>
    public Task Next(string id) =>
        _waiting.GetOrAdd(id, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
}
