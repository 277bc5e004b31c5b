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

    // Each takes as much memory as its file, and more.
    [Fact]
    public async Task Checks_OfManyAtOnce_WaitForEachOther()
    {
        const int All = 3 * DiffVersions.MaxChecks;
        using var folder = new ScratchFolder();
        using var catalog = new BaseCatalog(bases.Path);
        var store = new FileBlobStore(folder["store"]);
        using var file = MadeDiffs.File(MadeDiffs.Create(catalog.Load(SampleBases.Name), 1));
        var hash = await new GridDocuments(store).Content.AddAsync(file);
        var slow = new FaultyBlobStore(store, new FaultRates { Delay = 1, MaxDelay = TimeSpan.FromSeconds(1) }, 1);
        var versions = new DiffVersions(new GridDocuments(slow), catalog, TimeProvider.System);
        var checks = Enumerable.Range(0, All)
            .Select(n => n % 2 == 0 ? versions.VerifyAsync(hash, default) : versions.CheckAsync("a", null, hash, default)).ToArray();
        Assert.InRange(slow.Calls, 0, DiffVersions.MaxChecks); // other tests of this process may check as well
        await Task.WhenAll(checks).WaitAsync(Limit);
        Assert.Equal(All, slow.Calls);
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

    // It stays in memory with the task.
    [Theory]
    [InlineData(64, 64)]
    [InlineData(65, null)]
    public async Task Add_NameOfAMethod_IsTakenUnlessItIsLong(int length, int? taken)
    {
        using var folder = new ScratchFolder();
        using var catalog = new BaseCatalog(bases.Path);
        var versions = new DiffVersions(new GridDocuments(new FileBlobStore(folder["store"])), catalog, TimeProvider.System);
        var record = new TrainingRecord
        {
            Base = "tg", Method = new string('x', length), Metric = "accuracy", Value = 1, MajorityValue = 1, Density = 1, Pairs = false,
            TrainRows = 1, DevRows = 1, Epochs = 1, BatchSize = 1, MaxLength = 8, Steps = 1, Seed = 1, Precision = "fp32", Threads = 1,
        };
        using var file = MadeDiffs.File(MadeDiffs.Create(catalog.Load(SampleBases.Name), 1) with { TrainingRecordJson = TrainingRecordJson.Write(record) });
        Assert.Equal(taken, (await versions.AddAsync("a", null, file, default)).Info.Method?.Length);
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

    // It is stored with the task, and what is null is not written: read back, a part that is asked for would be missing.
    [Theory]
    [InlineData("0", true)]
    [InlineData("null", false)]
    [InlineData("\"0\"", false)]
    public async Task Check_ATrainingRecord_IsTakenOnlyIfItIsWhole(string seed, bool isTaken)
    {
        using var folder = new ScratchFolder();
        using var catalog = new BaseCatalog(bases.Path);
        var versions = new DiffVersions(new GridDocuments(new FileBlobStore(folder["store"])), catalog, TimeProvider.System);
        foreach (var method in (string[])["\"fish\"", "null"])
        {
            var record = $$"""
                {"base":"b","method":{{method}},"metric":"accuracy","value":1,"majorityValue":0.5,"density":0.005,"pairs":false,
                "trainRows":9,"devRows":1,"epochs":1,"batchSize":4,"maxLength":8,"steps":3,"seed":{{seed}},"precision":"fp32","threads":1}
                """;
            using var file = MadeDiffs.File(MadeDiffs.Create(catalog.Load(SampleBases.Name), 1) with { TrainingRecordJson = record });
            var version = await versions.AddAsync("a", null, file, default);
            Assert.Equal(isTaken && method != "null", version.Training is not null);
            Assert.Equal(version.Training?.Method, version.Info.Method);
        }
    }
}
