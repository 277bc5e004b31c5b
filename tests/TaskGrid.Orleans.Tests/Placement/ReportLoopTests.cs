using Microsoft.Extensions.Logging.Abstractions;
using TaskGrid.Cluster;
using TaskGrid.Orleans.Tests.Clusters;

namespace TaskGrid.Orleans.Tests.Placement;

public sealed class ReportLoopTests(TwoSilos silos) : IClassFixture<TwoSilos>
{
    [Fact]
    public async Task Loop_AfterAReportThatFailed_TellsOn()
    {
        var (made, view) = (0, new ClusterView());
        await using var loop = new ReportLoop(
            silos.Silos.Of<IGrainFactory>(0),
            view,
            silos.Silos.Of<IClusterMembershipService>(0),
            silos.Silos.Of<SiloNodeOptions>(0) with { ReportEvery = TimeSpan.FromMilliseconds(10) },
            TimeProvider.System,
            NullLogger<ReportLoop>.Instance);
        await loop.StartAsync(
            _ => Interlocked.Increment(ref made) == 2
                ? throw new InvalidOperationException("A fault that the test asked for.")
                : new SiloReport { Silo = "one more", Node = "n", Roles = SiloRoles.Worker, MemoryBytes = 0 },
            default);
        await Eventually.BecomesAsync(() => Task.FromResult(Volatile.Read(ref made)), times => times > 3);
    }
}
