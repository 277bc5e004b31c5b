using TaskGrid.Node.Tests.Residency;
using TaskGrid.Tests.Grid;

namespace TaskGrid.Node.Tests.Bases;

public sealed class BaseServersTests(SampleBases bases) : IClassFixture<SampleBases>
{
    [Fact]
    public void Require_AfterAServerThatCouldNotBeBuilt_BuildsItAnew()
    {
        using var catalog = new BaseCatalog(bases.Path);
        using var servers = new BaseServers(catalog, new EmbeddedGridOptions());
        var model = catalog.Load(SampleBases.Name);
        var diff = MadeDiffs.Create(model, 1);
        model.Dispose(); // no server can be built on it
        var first = Assert.ThrowsAny<Exception>(() => servers.Require(diff));
        Assert.NotSame(first, Assert.ThrowsAny<Exception>(() => servers.Require(diff)));
    }
}
