namespace TaskGrid.Orleans.Tests.Serving;

/// <summary>A test of <see cref="ServedCluster"/>; skipped where that cannot be started.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ServedClusterFactAttribute : FactAttribute
{
    public ServedClusterFactAttribute() => Skip = ServedCluster.Missing;
}
