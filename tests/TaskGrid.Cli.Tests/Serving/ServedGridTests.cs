using TaskGrid.Tests.Grid;

namespace TaskGrid.Cli.Tests.Serving;

/// <summary>The suite of the port through the client and a server process; each test has tenants of its own.</summary>
public sealed class ServedGridTests(ServedGrids grids) : TaskGridTests, IClassFixture<ServedGrids>
{
    protected override ITaskGrid Grid(string tenant) => grids.Of(tenant);
}
