using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace TaskGrid.Gateway;

/// <summary>
/// A server is ready while it is not told to stop, every <see cref="IReadiness"/> says so, and its store answers, or did a
/// second ago. One that only reads needs the store's first answer: it goes on with what it has while the store is away.
/// </summary>
internal sealed class ReadyCheck(
    IServiceProvider services, IHostApplicationLifetime lifetime, GatewayOptions options, TimeProvider time)
{
    // Anybody may ask, as often as they like.
    private static readonly TimeSpan KeepFor = TimeSpan.FromSeconds(1);

    // Then a store that does not answer is away, and is asked anew.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // A key that no document has: looking for it touches the store and finds nothing.
    private const string Probe = "nodes/ready-probe.json";

    private readonly Lock _asking = new();
    private Task<bool>? _answer;
    private long _askedAt;
    private volatile bool _wasAnswered;

    public async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested) return false;
        if (services.GetServices<IReadiness>().Any(each => !each.IsReady)) return false;
        return (options.ReadOnly && _wasAnswered) || await AnswerAsync().WaitAsync(cancellationToken);
    }

    private Task<bool> AnswerAsync()
    {
        lock (_asking)
        {
            if (_answer is { IsCompleted: false } || (_answer is not null && time.GetElapsedTime(_askedAt) < KeepFor)) return _answer;
            _askedAt = time.GetTimestamp();
            return _answer = Task.Run(AskAsync);
        }
    }

    private async Task<bool> AskAsync()
    {
        try
        {
            using var patience = new CancellationTokenSource(Patience, time);
            if (services.GetService<IBlobStore>() is { } store) await store.FindAsync(Probe, patience.Token);
            return _wasAnswered = true;
        }
        catch (Exception exception) when (exception is TaskGridException or OperationCanceledException)
        {
            return false;
        }
    }
}
