using TaskGrid.Models;
using TaskGrid.Torch;

namespace TaskGrid.Node;

/// <summary>
/// Texts that a base itself answers. They take turns, and so do the tenants, because each is computed with all threads: as many as
/// predictions have. A few may wait; more are refused.
/// </summary>
internal sealed class BaseTexts(BaseCatalog bases, TimeSpan maxWait) : IDisposable
{
    /// <summary>Texts that wait at most, unless a tenant waits for less than its share.</summary>
    internal const int MaxWaiting = 32;

    private readonly WorkQueue _queue = new(most: 1, "texts for bases wait", MaxWaiting);
    private readonly Lock _computing = new();
    private volatile bool _isDisposed;
    private int? _threads;

    /// <summary>Texts that wait.</summary>
    public int Waiting => _queue.Waiting;

    /// <summary>Answers a text when its turn comes.</summary>
    /// <param name="tenant">Whose text it is.</param>
    /// <param name="verb">What is done, for traces.</param>
    /// <param name="name">The base.</param>
    /// <param name="answer">Computes the answer.</param>
    /// <param name="cancellationToken">Takes it out while it waits.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.ServerBusy"/>, and what the base and the text bring.</exception>
    public async Task<T> AnswerAsync<T>(
        string tenant, string verb, string name, Func<BaseModel, T> answer, CancellationToken cancellationToken)
    {
        using var activity = NodeActivities.Answer(verb, name);
        return await _queue.RunAsync(
            tenant,
            maxWait,
            () => Task.Run(() => TorchFailure.Translate(() => Compute(name, answer)), cancellationToken),
            cancellationToken);
    }

    /// <summary>Waits for the text that is being computed; those behind it are refused.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        lock (_computing)
        {
            // Nobody computes any more.
        }
    }

    private T Compute<T>(string name, Func<BaseModel, T> answer)
    {
        lock (_computing)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            var model = bases.Load(name);
            TorchRuntime.SetThreads(_threads ??= ComputeChoice.Resolve("fp32", null).Threads);
            return answer(model);
        }
    }
}
