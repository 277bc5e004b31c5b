using System.Collections.Concurrent;
using System.Reflection;

namespace TaskGrid.Orleans;

/// <summary>
/// Refuses what only silos say to each other when a client outside says it: a client that goes round router and grains of tasks
/// by mistake. Who may connect at all is decided by certificates (<see cref="ClusterTls"/>), and a client that may can name
/// any tenant.
/// </summary>
internal sealed class SilosOnlyFilter : IIncomingGrainCallFilter
{
    private readonly ConcurrentDictionary<MethodInfo, bool> _isForSilos = new();

    public Task Invoke(IIncomingGrainCallContext context)
    {
        if (context.SourceId is { } source && IsOutside(source) && context.InterfaceMethod is { } method
            && _isForSilos.GetOrAdd(method, IsForSilos))
        {
            throw new TaskGridException(
                ErrorCodes.CallRefused,
                $"'{context.InterfaceName}.{context.MethodName}' is for silos alone. Call through OrleansGrid.");
        }

        return context.Invoke();
    }

    // A silo's own client is called by the silo's address.
    private static bool IsOutside(GrainId source) =>
        source.IsClient() && source.Key.ToString()?.StartsWith("hosted-", StringComparison.Ordinal) != true;

    private static bool IsForSilos(MethodInfo method) =>
        method.IsDefined(typeof(SilosOnlyAttribute)) || method.DeclaringType?.IsDefined(typeof(SilosOnlyAttribute)) == true;
}
