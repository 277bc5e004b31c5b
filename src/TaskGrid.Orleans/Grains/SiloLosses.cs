using System.Collections.Concurrent;
using TaskGrid.Cluster;

namespace TaskGrid.Orleans;

/// <summary>Tells this silo's routers of others that a call has found gone: what else is under way there may be lost. The cluster takes
/// longer to call a silo dead.</summary>
/// <param name="view">The silos; others are forgotten.</param>
/// <param name="time">The clock.</param>
internal sealed class SiloLosses(ClusterView view, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, CallLosses> _silos = new(StringComparer.Ordinal);

    /// <summary>For calls of a silo.</summary>
    public CallLosses Of(string silo)
    {
        if (_silos.TryGetValue(silo, out var known)) return known;
        foreach (var other in _silos.Keys)
        {
            // Calls of those that the cluster calls dead end by themselves.
            if (view.Find(other) is null) _silos.TryRemove(other, out _);
        }

        return _silos.GetOrAdd(silo, _ => new CallLosses(time));
    }

    /// <summary>A silo is gone.</summary>
    public void Tell(string silo)
    {
        if (_silos.TryRemove(silo, out var losses)) losses.Tell();
    }
}
