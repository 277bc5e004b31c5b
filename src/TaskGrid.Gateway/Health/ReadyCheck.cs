using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace TaskGrid.Gateway;

/// <summary>
/// A server is ready while it is not told to stop, every <see cref="IReadiness"/> says so, and its store answers. One that
/// only reads needs the store's first answer: it goes on with what it has while the store is away.
/// </summary>
internal sealed class ReadyCheck(IServiceProvider services, IHostApplicationLifetime lifetime, GatewayOptions options)
{
    // A key that no document has: looking for it touches the store and finds nothing.
    private const string Probe = "nodes/ready-probe.json";

    private volatile bool _wasAnswered;

    public async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested) return false;
        try
        {
            if (services.GetServices<IReadiness>().Any(each => !each.IsReady)) return false;
            if (options.ReadOnly && _wasAnswered) return true;
            if (services.GetService<IBlobStore>() is { } store) await store.FindAsync(Probe, cancellationToken);
            return _wasAnswered = true;
        }
        catch (TaskGridException)
        {
            return false;
        }
    }
}
