using System.Collections.Concurrent;

namespace TaskGrid.Orleans.Tests.Clusters;

/// <summary>Holds what the routers of one silo are asked.</summary>
internal sealed class HeldCalls : IIncomingGrainCallFilter
{
    private readonly TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentDictionary<string, int> _held = new();
    private volatile SiloAddress? _silo;

    /// <summary>How many calls of a method wait.</summary>
    public int Count(string method) => _held.GetValueOrDefault(method);

    /// <summary>Holds calls of a silo's routers from now on.</summary>
    public void Hold(SiloAddress silo) => _silo = silo;

    /// <summary>Lets all go on.</summary>
    public void Release() => _release.TrySetResult();

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        if (context.InterfaceMethod is { } method && method.DeclaringType == typeof(IRouterGrain)
            && context.TargetContext.Address.SiloAddress == _silo)
        {
            _held.AddOrUpdate(method.Name, 1, (_, count) => count + 1);
            await _release.Task;
        }

        await context.Invoke();
    }
}
