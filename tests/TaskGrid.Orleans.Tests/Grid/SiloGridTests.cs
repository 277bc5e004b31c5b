using TaskGrid.Orleans.Tests.Clusters;
using TaskGrid.Tests.Grid;

namespace TaskGrid.Orleans.Tests.Grid;

/// <summary>The compliance suite from within a silo, as its gateway calls.</summary>
public sealed class SiloGridTests(TwoSilos silos) : TaskGridTests, IClassFixture<TwoSilos>
{
    protected override ITaskGrid Grid(string tenant) => silos.Silos.Of<OrleansGrid>(0).ForTenant(tenant);
}
