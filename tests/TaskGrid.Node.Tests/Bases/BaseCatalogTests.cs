using TaskGrid.Tests.Grid;

namespace TaskGrid.Node.Tests.Bases;

public sealed class BaseCatalogTests
{
    [Fact]
    public void Load_OfABaseThatWasNotThereAMomentAgo_FindsIt()
    {
        using var folder = new ScratchFolder();
        using var catalog = new BaseCatalog(folder["bases"]);
        Assert.Equal(
            ErrorCodes.BaseNotFound,
            Assert.Throws<TaskGridException>(() => catalog.Load(SampleBases.Name)).Code);
        using var others = new SampleBases();
        Directory.CreateDirectory(folder["bases"]);
        Directory.CreateSymbolicLink(
            Path.Combine(folder["bases"], SampleBases.Name), Path.Combine(others.Path, SampleBases.Name));
        Assert.Equal(SampleBases.Name, catalog.Load(SampleBases.Name).Info.Name);
    }
}
