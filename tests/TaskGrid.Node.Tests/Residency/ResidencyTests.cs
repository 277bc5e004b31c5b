using TaskGrid.Diffs;
using TaskGrid.Storage;
using TaskGrid.Tests.Grid;
using Xunit.Abstractions;

namespace TaskGrid.Node.Tests.Residency;

public sealed partial class ResidencyTests(SampleBases bases, ITestOutputHelper output)
    : IClassFixture<SampleBases>, IAsyncLifetime, IDisposable
{
    private readonly ScratchFolder _folder = new();
    private EmbeddedGrid _grid = null!;

    private ITaskGrid Grid => _grid.ForTenant("t");

    private ResidencySnapshot Residency => _grid.Snapshot("t").Residency!;

    public async Task InitializeAsync() => _grid = await StartAsync();

    public Task DisposeAsync()
    {
        _gate.TrySetResult(); // loads that still wait hold places of the whole process
        return _grid.DisposeAsync().AsTask();
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Requests_ForOneColdVersion_LoadItOnce()
    {
        await AddAsync("a");
        await _grid.Views.ReadAgainAsync("t", "a", default);
        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => PredictAsync("a")));
        Assert.Equal(1, Residency.StoreLoads);
        var version = Assert.Single(Residency.Versions);
        Assert.Equal(("a@v1", "memory", 16L, 0), (version.Model, version.Tier, version.Uses, version.Requests));
        Assert.Equal((1, 1), (Residency.Memory!.Versions, Residency.Disk!.Versions));
    }

    [Fact]
    public async Task Restart_WithFilesOnTheDisk_NeedsTheStoreForNoDiff()
    {
        await AddAsync("a");
        var before = await PredictAsync("a");
        await RestartAsync();
        var blobs = await _grid.Services.Documents.KeysAsync("content/", default);
        Assert.Equal(before, await PredictAsync("a"));
        Assert.Equal((0, 1), (Residency.StoreLoads, Residency.Disk!.Hits));
        Assert.NotEmpty(blobs);
    }

    [Fact]
    public async Task Restart_WithADamagedFileOnTheDisk_FetchesItAgain()
    {
        await AddAsync("a");
        var before = await PredictAsync("a");
        await _grid.DisposeAsync();
        var file = Assert.Single(Directory.GetFiles(Path.Combine(_folder["local"], "local", "diffs")));
        var content = await File.ReadAllBytesAsync(file);
        content[content.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(file, content);
        _grid = await StartAsync();
        Assert.Equal(before, await PredictAsync("a"));
        Assert.Equal((1, 1), (Residency.StoreLoads, Residency.Disk!.Damaged));
        await RestartAsync();
        Assert.Equal(before, await PredictAsync("a"));
        Assert.Equal((0, 0), (Residency.StoreLoads, Residency.Disk!.Damaged));
    }

    [Fact]
    public async Task Diffs_DamagedVanishedOrOfAnotherBase_FailTheirOwnRequestsAlone()
    {
        var good = await AddAsync("good");
        var expected = await PredictAsync("good");
        var (damaged, gone) = (await AddAsync("damaged", 2), await AddAsync("gone", 3));
        await PublishForeignAsync("foreign");
        await RestartAsync(maxDiskBytes: 0);
        var damagedPath = Path.Combine(_folder["store"], ContentStore.KeyOf(damaged.Sha256));
        var bytes = await File.ReadAllBytesAsync(damagedPath);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(damagedPath, bytes);
        File.Delete(Path.Combine(_folder["store"], ContentStore.KeyOf(gone.Sha256)));

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => (i % 4) switch
        {
            0 => PredictAsync("good"),
            1 => CodeOfAsync("damaged"),
            2 => CodeOfAsync("gone"),
            _ => CodeOfAsync("foreign"),
        }));
        for (var i = 0; i < answers.Length; i += 4)
        {
            Assert.Equal(
                [expected, ErrorCodes.ContentDamaged, ErrorCodes.ContentMissing, ErrorCodes.DiffBaseMismatch],
                answers[i..(i + 4)]);
        }

        Assert.Equal("good@v1", Assert.Single(Residency.Versions).Model);
        Assert.Equal(1, good.Number);
    }

    [Theory]
    [InlineData("damaged", ErrorCodes.ContentDamaged)]
    [InlineData("gone", ErrorCodes.ContentMissing)]
    [InlineData("foreign", ErrorCodes.DiffBaseMismatch)]
    public async Task Diff_ThatIsBroken_IsLoadedOnceInAMomentUnlessSomebodyAsksForThat(string task, string code)
    {
        var time = new ManualTime();
        var path = Path.Combine(_folder["store"], ContentStore.KeyOf((await AddAsync(task)).Sha256));
        var whole = await File.ReadAllBytesAsync(path);
        if (task == "damaged") await File.WriteAllBytesAsync(path, whole[..^1]);
        else if (task == "gone") File.Delete(path);
        else await PublishForeignAsync(task);
        await RestartAsync(maxDiskBytes: 0, time: time);

        var codes = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => CodeOfAsync(task)));
        Assert.Equal([code], codes.Distinct());
        time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.Equal(code, await CodeOfAsync(task));
        Assert.Equal(1, Residency.StoreLoads);
        time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal(code, await CodeOfAsync(task));
        Assert.Equal(2, Residency.StoreLoads);

        if (task == "foreign") return;
        await File.WriteAllBytesAsync(path, whole);
        Assert.Equal(code, await CodeOfAsync(task));
        await Grid.Tasks.PrefetchAsync(task, 1);
        await PredictAsync(task);
        Assert.Equal(3, Residency.StoreLoads);
    }

    [Fact]
    public async Task Store_ThatIsAway_IsAskedAgainByTheNextRequest()
    {
        var hash = (await AddAsync("a")).Sha256;
        var isAway = true;
        await RestartAsync(
            maxDiskBytes: 0,
            time: new ManualTime(),
            store: inner => new FaultyBlobStore(
                inner, new FaultRates { Fail = 1, Keys = key => isAway && key == ContentStore.KeyOf(hash) }, 1));
        Assert.Equal(ErrorCodes.StoreUnavailable, await CodeOfAsync("a"));
        isAway = false;
        await PredictAsync("a");
    }

    [Fact]
    public async Task Loads_OfManyColdVersions_HoldAFewFilesAtATime()
    {
        var most = Math.Max(VersionLoader.FewestLoads, Environment.ProcessorCount);
        var tasks = Enumerable.Range(0, 3 * most).Select(n => $"t{n}").ToArray();
        for (var n = 0; n < tasks.Length; n++) await AddAsync(tasks[n], n);
        FaultyBlobStore? faulty = null;
        await RestartAsync(
            maxDiskBytes: 0,
            store: inner => faulty = new FaultyBlobStore(
                inner,
                new FaultRates
                {
                    Delay = 1,
                    MaxDelay = TimeSpan.FromSeconds(1),
                    Keys = key => key.StartsWith("content/", StringComparison.Ordinal),
                },
                1));
        var answers = Task.WhenAll(tasks.Select(PredictAsync));
        for (var wait = Task.CompletedTask; !answers.IsCompleted; wait = Task.Delay(1))
        {
            await wait;
            var begun = faulty!.Calls;
            Assert.InRange(begun - Residency.Loads!.Value, 0, most);
        }

        Assert.Equal(tasks.Length, (await answers).Length);
    }

    [Fact]
    public async Task Memory_BeyondItsBudget_KeepsWhatIsUsedOftenAndWhatIsPinned()
    {
        await AddAsync("pinned", 1);
        var bytes = await BytesOfOneAsync("pinned");
        await RestartAsync(maxResidentBytes: (3 * bytes) + (bytes / 2));
        await Grid.Tasks.PinVersionAsync("pinned", 1);
        await AddAsync("hot", 2);
        for (var use = 0; use < 200; use++) await PredictAsync("hot");
        for (var cold = 3; cold < 10; cold++)
        {
            await AddAsync($"cold{cold}", cold);
            await PredictAsync($"cold{cold}");
            Assert.InRange(Residency.Memory!.Bytes, 0, Residency.Memory!.MaxBytes);
        }

        Assert.Equal(6, Residency.Memory!.Evictions);
        var inMemory = Residency.Versions.Where(each => each.Tier == "memory").Select(each => each.Model).ToList();
        Assert.Equal(3, inMemory.Count);
        Assert.Contains("hot@v1", inMemory);
        Assert.Contains("pinned@v1", inMemory);
        Assert.Equal(6, Residency.Versions.Count(each => each.Tier == "disk"));
    }

    [Fact]
    public async Task Pins_BeyondTheBudget_AreRefusedWithTheFigures()
    {
        await AddAsync("a", 1);
        var bytes = await BytesOfOneAsync("a");
        await RestartAsync(maxResidentBytes: bytes + (bytes / 2));
        await AddAsync("b", 2);
        await Grid.Tasks.PinVersionAsync("a", 1);
        var refused = await Assert.ThrowsAsync<TaskGridException>(() => Grid.Tasks.PinVersionAsync("b", 1));
        Assert.Equal(ErrorCodes.InsufficientMemory, refused.Code);
        Assert.Contains(bytes.ToString("N0", System.Globalization.CultureInfo.InvariantCulture), refused.Message, StringComparison.Ordinal);
        Assert.False((await Grid.Tasks.GetAsync("b")).Versions.Single().IsPinned);
        await Grid.Tasks.PinVersionAsync("a", 1, isPinned: false);
        Assert.True((await Grid.Tasks.PinVersionAsync("b", 1)).IsPinned);
    }

    [Fact]
    public async Task Pins_AfterARestart_AreLoadedWhenTheirTaskIsSeen()
    {
        await AddAsync("a", 1);
        await AddAsync("a", 2);
        await Grid.Tasks.PinVersionAsync("a", 1);
        await RestartAsync();
        await PredictAsync("a"); // of v2
        // Pins are loaded behind the answer; what is in memory is told only to those who ask.
        for (var i = 0; i < 600 && Residency.Memory!.Versions < 2; i++) await Task.Delay(50);
        Assert.True(Residency.Versions.Single(each => each.Model == "a@v1") is { Tier: "memory", IsPinned: true });
    }

    [Fact]
    public async Task Tenants_WithTheSameDiff_SeeNothingOfEachOther()
    {
        var other = _grid.ForTenant("u");
        await AddAsync("a");
        using (var file = MadeDiffs.File(MadeDiffs.Create(_grid.Bases.Load(SampleBases.Name), 1)))
            await other.Tasks.ImportVersionAsync("b", file);
        await _grid.Views.ReadAgainAsync("u", "b", default);
        await Grid.Tasks.PinVersionAsync("a", 1);
        await PredictAsync("a");
        Assert.Empty((await other.ListNodesAsync()).Single().Residency!.Versions);

        await other.PredictAsync(new PredictRequest { Model = "b", Inputs = [new("a good film")] });
        var seen = Assert.Single((await other.ListNodesAsync()).Single().Residency!.Versions);
        Assert.Equal(("b@v1", "memory", false, 1L), (seen.Model, seen.Tier, seen.IsPinned, seen.Uses));
        Assert.Equal((2, 2, 2), (Residency.Memory!.Versions, Residency.Disk!.Versions, Residency.StoreLoads));
    }

    [Fact]
    public async Task Metrics_OfLoadsHitsAndBatches_NameNoTask()
    {
        using var seen = new SeenMetrics("TaskGrid.Node", "TaskGrid.Serving");
        await AddAsync("secret", 1);
        await PredictAsync("secret");
        await PredictAsync("secret");
        foreach (var (name, unit) in ((string, string)[])
            [
                ("taskgrid.residency.requests", "{request}"), ("taskgrid.residency.load.duration", "s"),
                ("taskgrid.residency.size", "By"), ("taskgrid.serving.queue.duration", "s"),
                ("taskgrid.serving.batch.fill", "1"), ("taskgrid.serving.pass.padding", "1"),
            ])
        {
            Assert.Equal(unit, seen.UnitOf(name));
        }

        Assert.True(seen.Sum("taskgrid.residency.requests", "memory") >= 1);
        Assert.True(seen.Sum("taskgrid.residency.requests", "store") >= 1);
        Assert.True(seen.Sum("taskgrid.residency.size", "memory") > 0);
        Assert.InRange(seen.Sum("taskgrid.serving.batch.fill", SampleBases.Name), 1e-6, 1e6);
        Assert.Subset(
            new HashSet<string> { "taskgrid.tier", "taskgrid.code", "taskgrid.base", "taskgrid.outcome" }, seen.TagNames);
        Assert.DoesNotContain(seen.TagValues, value => value.Contains("secret", StringComparison.Ordinal));
    }

    private async Task<EmbeddedGrid> StartAsync(
        long maxResidentBytes = 1 << 30,
        long maxDiskBytes = 1 << 30,
        TimeProvider? time = null,
        Func<IBlobStore, IBlobStore>? store = null,
        TimeSpan? maxQueueTime = null) =>
        await EmbeddedGrid.StartAsync(
            (store ?? (inner => inner))(new FileBlobStore(_folder["store"])),
            bases.Path,
            new EmbeddedGridOptions
            {
                LocalFolder = _folder["local"],
                Slots = 0,
                MaxResidentBytes = maxResidentBytes,
                MaxDiskBytes = maxDiskBytes,
                MaxQueueTime = maxQueueTime ?? TimeSpan.FromSeconds(10),
                RefreshEvery = TimeSpan.FromMilliseconds(200),
            },
            time);

    private async Task RestartAsync(
        long maxResidentBytes = 1 << 30,
        long maxDiskBytes = 1 << 30,
        TimeProvider? time = null,
        Func<IBlobStore, IBlobStore>? store = null,
        TimeSpan? maxQueueTime = null)
    {
        await _grid.DisposeAsync();
        _grid = await StartAsync(maxResidentBytes, maxDiskBytes, time, store, maxQueueTime);
    }

    private static async Task EventuallyAsync(Func<bool> condition)
    {
        for (var i = 0; i < 1500 && !condition(); i++) await Task.Delay(20);
        Assert.True(condition());
    }

    private async Task<VersionSnapshot> AddAsync(string task, int seed = 1)
    {
        using var file = MadeDiffs.File(MadeDiffs.Create(_grid.Bases.Load(SampleBases.Name), seed));
        return await Grid.Tasks.ImportVersionAsync(task, file);
    }

    // What no import lets in: the store was changed by other means.
    private async Task PublishForeignAsync(string task)
    {
        var known = await AddAsync(task, 4);
        var foreign = MadeDiffs.Create(_grid.Bases.Load(SampleBases.Name), 5) with { Base = Fingerprint.FromHash(new byte[32]) };
        using var file = MadeDiffs.File(foreign);
        var hash = await _grid.Services.Documents.Content.AddAsync(file);
        await _grid.Services.TasksOf("t").PublishAsync(known with { Sha256 = hash }, AliasSnapshot.Live, null, false, default);
    }

    // v4 is what cannot be loaded.
    private async Task PublishWithAForeignVersionAsync(string task)
    {
        for (var seed = 1; seed <= 2; seed++) await AddAsync(task, seed);
        await PublishForeignAsync(task);
    }

    private Task<TaskState> ChangeAsync(string task, Func<TaskState, TaskState> change) =>
        _grid.Services.Documents.Tasks.UpdateAsync(GridKeys.Task("t", task), state => change(state!), default);

    private async Task<int> VersionAsync(string model) =>
        (await Grid.PredictAsync(new PredictRequest { Model = model, Inputs = [new("a good film")] })).Version;

    private async Task<long> BytesOfOneAsync(string task)
    {
        await PredictAsync(task);
        return Residency.Memory!.Bytes;
    }

    private async Task<string> PredictAsync(string task)
    {
        var answer = await Grid.PredictAsync(new PredictRequest { Model = task, Inputs = [new("a good film")] });
        return string.Join(' ', answer.Predictions[0].Scores.Select(score => score.Score.ToString("F4", System.Globalization.CultureInfo.InvariantCulture)));
    }

    private async Task<string> CodeOfAsync(string task) => (await Assert.ThrowsAsync<TaskGridException>(() => PredictAsync(task))).Code;
}
