using TaskGrid.Node.Tests.Residency;
using TaskGrid.Storage;
using TaskGrid.Tests.Grid;

namespace TaskGrid.Node.Tests.Tasks;

public sealed class DiffVersionsTests(SampleBases bases) : IClassFixture<SampleBases>
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    // A copy of the base could not be made meanwhile.
    [Fact]
    public async Task Check_WhileTheBaseIsOverwritten_DoesNotNeedItsParameters()
    {
        using var folder = new ScratchFolder();
        using var catalog = new BaseCatalog(bases.Path);
        var versions = new DiffVersions(new GridDocuments(new FileBlobStore(folder["store"])), catalog, TimeProvider.System);
        var model = catalog.Load(SampleBases.Name);
        using var file = MadeDiffs.File(MadeDiffs.Create(model, 1));
        using var alone = model.TryTakeAlone();
        var version = await Task.Run(() => versions.AddAsync("a", null, file, default)).WaitAsync(Limit);
        Assert.Equal(SampleBases.Name, version.Info.Base);
        await Task.Run(() => versions.VerifyAsync(version.Sha256, default)).WaitAsync(Limit);
    }

    [Fact]
    public async Task Check_HeadOfOtherLabels_IsRefused()
    {
        using var folder = new ScratchFolder();
        using var catalog = new BaseCatalog(bases.Path);
        var versions = new DiffVersions(new GridDocuments(new FileBlobStore(folder["store"])), catalog, TimeProvider.System);
        var diff = MadeDiffs.Create(catalog.Load(SampleBases.Name), 1);
        using var file = MadeDiffs.File(diff with { Task = diff.Task with { Labels = ["no", "yes", "perhaps"] } });
        var error = await Assert.ThrowsAsync<TaskGridException>(() => versions.AddAsync("a", null, file, default));
        Assert.Equal(ErrorCodes.DiffInvalid, error.Code);
    }

    [Theory]
    [InlineData("auc", "'auc' is not a metric")]
    [InlineData("f1", "'f1' does not measure classification with 3 labels")]
    [InlineData("pearson", "'pearson' does not measure classification with 3 labels")]
    public async Task Check_MetricThatDoesNotMeasureTheTask_IsRefused(string metric, string reason)
    {
        using var folder = new ScratchFolder();
        using var catalog = new BaseCatalog(bases.Path);
        var versions = new DiffVersions(new GridDocuments(new FileBlobStore(folder["store"])), catalog, TimeProvider.System);
        var diff = MadeDiffs.Create(catalog.Load(SampleBases.Name), 1);
        using var file = MadeDiffs.File(diff with { Task = diff.Task with { Metric = metric, Labels = ["no", "yes", "perhaps"] } });

        var error = await Assert.ThrowsAsync<TaskGridException>(() => versions.AddAsync("a", null, file, default));

        Assert.Equal(ErrorCodes.DiffInvalid, error.Code);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }
}
