using TaskGrid.Storage;
using TaskGrid.Tests.Grid;

namespace TaskGrid.Node.Tests.Residency;

/// <summary>What becomes of versions in memory when their task's document changes.</summary>
public sealed partial class ResidencyTests
{
    [Fact]
    public async Task Alias_ThatMoves_LoadsItsTargetBeforeItIsAnswered()
    {
        await AddAsync("a", 1);
        await PredictAsync("a");
        await AddAsync("a", 2); // moves live
        ResidentSnapshot? target = null;
        // Nobody says when a node has seen that an alias moved: its answers do.
        for (var i = 0; i < 600 && target is null; i++)
        {
            var answer = await Grid.PredictAsync(new PredictRequest { Model = "a", Inputs = [new("a good film")] });
            if (answer.Version == 2) target = Residency.Versions.Single(each => each.Model == "a@v2");
            else await Task.Delay(50);
        }

        // Loaded by the move, then met in memory by the request.
        Assert.Equal(2, target!.Uses);
        Assert.True(Residency.Memory!.Hits >= 1);
    }

    // Another process changes the task; one of its aliases comes to name what this one cannot load.
    [Fact]
    public async Task Alias_WhoseTargetCannotBeLoaded_StaysWhereItIsAndTheOthersMove()
    {
        await PublishWithAForeignVersionAsync("a");
        foreach (var alias in (string[])["live", "canary"]) await Grid.Tasks.SetAliasAsync("a", alias, [new(1)]);
        Assert.Equal((1, 1), (await VersionAsync("a"), await VersionAsync("a@canary")));

        await MoveAsync("canary", 4);
        await _grid.Views.RefreshAsync("t", "a");
        await MoveAsync("live", 2);
        await _grid.Views.RefreshAsync("t", "a");
        Assert.Equal((2, 1), (await VersionAsync("a"), await VersionAsync("a@canary")));
        Assert.Equal([new AliasTarget(4)], (await Grid.Tasks.GetAsync("a")).FindAlias("canary").Targets);

        await ChangeAsync("a", state => TaskMachine.DeleteVersion(state, 1));
        await _grid.Views.RefreshAsync("t", "a");
        Assert.Equal(ErrorCodes.DiffBaseMismatch, await CodeOfAsync("a@canary"));
        await MoveAsync("canary", 2);
        await _grid.Views.RefreshAsync("t", "a");
        Assert.Equal(2, await VersionAsync("a@canary"));

        Task<TaskState> MoveAsync(string alias, int version) => ChangeAsync(
            "a", state => TaskMachine.SetAlias(state, alias, [new(version)], DateTimeOffset.UtcNow));
    }

    [Fact]
    public async Task Alias_WhoseTargetCannotBeLoaded_StaysWhereItIsWhenSomethingElseIsMissed()
    {
        await PublishWithAForeignVersionAsync("a");
        await Grid.Tasks.SetAliasAsync("a", "live", [new(1)]);
        Assert.Equal(1, await VersionAsync("a"));
        await ChangeAsync("a", state => TaskMachine.SetAlias(
            TaskMachine.SetAlias(state, "live", [new(4)], DateTimeOffset.UtcNow), "fresh", [new(4)], DateTimeOffset.UtcNow));

        Assert.Equal(ErrorCodes.VersionNotFound, await CodeOfAsync("a@v9"));
        Assert.Equal(1, await VersionAsync("a"));
        Assert.True((await Grid.Tasks.PinVersionAsync("a", 2)).IsPinned);
        Assert.Equal(1, await VersionAsync("a"));
        Assert.Equal(ErrorCodes.DiffBaseMismatch, await CodeOfAsync("a@fresh"));
    }

    [Fact]
    public async Task Alias_ThatMovesWhileTheMemoryIsFull_TakesThePlaceOfTheOldVersion()
    {
        var old = await AddAsync("a", 1);
        var others = new[] { await AddAsync("b", 2), await AddAsync("c", 3) };
        var bytes = await BytesOfOneAsync("a");
        await RestartAsync(maxResidentBytes: (3 * bytes) + (bytes / 2));
        foreach (var task in (string[])["a", "b", "c"]) await PredictAsync(task);
        foreach (var version in others.Append(old)) await UseAsync(version, 200);

        var target = await AddAsync("a", 4); // moves live
        Assert.True(Holds(target));
        Assert.False(Holds(old));
        Assert.All(others, version => Assert.True(Holds(version)));
        var loads = Residency.Loads;
        Assert.Equal(2, await VersionAsync("a"));
        Assert.Equal(loads, Residency.Loads);
    }

    // Both versions are asked for then, the old one less.
    [Fact]
    public async Task Alias_ThatSharesItsRequestsWhileTheMemoryIsFull_HoldsBothVersions()
    {
        var old = await AddAsync("a", 1);
        var other = await AddAsync("b", 2);
        var bytes = await BytesOfOneAsync("a");
        await RestartAsync(maxResidentBytes: (2 * bytes) + (bytes / 2));
        foreach (var task in (string[])["a", "b"]) await PredictAsync(task);
        await UseAsync(old, 1000);
        await UseAsync(other, 10);
        var target = await ImportAsync("a", 3, publishTo: null);
        await Grid.Tasks.SetAliasAsync("a", "live", [new(1, 90), new(2, 10)]);
        Assert.True(Holds(old));
        Assert.True(Holds(target));
        Assert.False(Holds(other));
    }

    [Fact]
    public async Task Pin_WhoseLoadFailedOnce_IsLoadedAlthoughNobodyAsks()
    {
        var pinned = await AddAsync("a", 1);
        await Grid.Tasks.PinVersionAsync("a", 1);
        var reads = 0;
        await RestartAsync(maxDiskBytes: 0, store: inner => new HookedStore(
            inner,
            read: key => key == ContentStore.KeyOf(pinned.Sha256) && Interlocked.Increment(ref reads) == 1
                ? throw new TaskGridException(ErrorCodes.StoreUnavailable, "away for a moment")
                : Task.CompletedTask));
        await _grid.Views.ReadAgainAsync("t", "a", default);
        await EventuallyAsync(() => reads > 0);
        await _grid.Views.RefreshAsync("t", "a");
        await EventuallyAsync(() => Holds(pinned));
    }

    [Fact]
    public async Task Pin_ThatIsTakenBackElsewhere_IsSeenAlthoughNobodyAsks()
    {
        await AddAsync("a", 1);
        await Grid.Tasks.PinVersionAsync("a", 1);
        Assert.True(Residency.Versions.Single().IsPinned);
        await ChangeAsync("a", state => TaskMachine.Pin(state, 1, false));
        await EventuallyAsync(() => !Residency.Versions.Single().IsPinned);
    }

    [Fact]
    public async Task Pin_ThatIsTakenBackElsewhere_LeavesItsRoomAtOnce()
    {
        await AddAsync("a", 1);
        var bytes = await BytesOfOneAsync("a");
        await RestartAsync(maxResidentBytes: bytes + (bytes / 2));
        await AddAsync("b", 2);
        await Grid.Tasks.PinVersionAsync("a", 1);
        await ChangeAsync("a", state => TaskMachine.Pin(state, 1, false));
        Assert.True((await Grid.Tasks.PinVersionAsync("b", 1)).IsPinned);
    }

    [Fact]
    public async Task Pins_AtOnceInABudgetForOne_AreOneHeldAndTheOtherRefused()
    {
        await AddAsync("a", 1);
        await AddAsync("b", 2);
        var bytes = await BytesOfOneAsync("a");
        await RestartAsync(
            maxResidentBytes: bytes + (bytes / 2),
            store: inner => new HookedStore(inner, (_, cancellationToken) => Task.Delay(200, cancellationToken)));
        var refused = await Assert.ThrowsAsync<TaskGridException>(() => Task.WhenAll(
            Grid.Tasks.PinVersionAsync("a", 1), Grid.Tasks.PinVersionAsync("b", 1)));
        Assert.Equal(ErrorCodes.InsufficientMemory, refused.Code);
        Assert.Equal("memory", Assert.Single(Residency.Versions, version => version.IsPinned).Tier);
    }

    // They were pinned while there was more room.
    [Fact]
    public async Task Pins_BeyondTheBudgetAfterARestart_AreHeldAsFarAsTheyFit()
    {
        var versions = new Dictionary<string, VersionSnapshot>();
        foreach (var task in (string[])["a", "b", "c", "hot"]) versions[task] = await AddAsync(task, versions.Count);
        var bytes = await BytesOfOneAsync("a");
        foreach (var task in (string[])["a", "b", "c"]) await Grid.Tasks.PinVersionAsync(task, 1);
        await RestartAsync(maxResidentBytes: (2 * bytes) + (bytes / 2));
        foreach (var task in (string[])["a", "b"])
        {
            await _grid.Views.ReadAgainAsync("t", task, default);
            await UseAsync(versions[task], 2000); // worth more than one load of the third, however slow it is
        }

        using var inUse = await _grid.Versions.TakeAsync(Key(versions["hot"]), versions["hot"].Info, retries: false, default);
        await UseAsync(versions["hot"], 4000);
        await _grid.Views.ReadAgainAsync("t", "c", default);
        // It was loaded, and where there is no room for it is known.
        await EventuallyAsync(() => !Holds(versions["c"]) && !_grid.Versions.Lacks(Key(versions["c"])));
        Assert.True(Holds(versions["a"]));
        Assert.True(Holds(versions["b"]));
        // It would only push another one out.
        await _grid.Views.RefreshAsync("t", "c");
        Assert.False(_grid.Versions.Lacks(Key(versions["c"])));

        await Grid.Tasks.PinVersionAsync("a", 1, isPinned: false);
        await _grid.Views.RefreshAsync("t", "c");
        await EventuallyAsync(() => Holds(versions["c"]));
    }

    [Fact]
    public async Task Versions_ThatTheirTaskHasNoLonger_LeaveTheMemoryAfterTheirLastUse()
    {
        var (first, second) = (await AddAsync("a", 1), await AddAsync("a", 2));
        await AddAsync("same", 1);
        await AddAsync("used", 3);
        foreach (var model in (string[])["a@v1", "a@v2", "same", "used"]) await PredictAsync(model);
        Assert.Equal(3, Residency.Memory!.Versions);

        await Grid.Tasks.DeleteVersionAsync("a", 1);
        Assert.True(Holds(first));
        await Grid.Tasks.DeleteAsync("same");
        Assert.False(Holds(first));
        Assert.True(Holds(second));

        var used = (await Grid.Tasks.GetAsync("used")).Versions.Single();
        using (await _grid.Versions.TakeAsync(Key(used), used.Info, retries: false, default))
        {
            await Grid.Tasks.DeleteAsync("used");
            Assert.True(Holds(used));
        }

        Assert.False(Holds(used));
        Assert.Equal((1, 0L), (Residency.Memory!.Versions, Residency.Memory!.Evictions));
        Assert.Equal("a@v2", Assert.Single(Residency.Versions).Model);
    }

    private static VersionKey Key(VersionSnapshot version) => new("t", version.Sha256);

    private bool Holds(VersionSnapshot version) => _grid.Versions.Holds(Key(version));

    private async Task UseAsync(VersionSnapshot version, int times)
    {
        for (var use = 0; use < times; use++)
        {
            using var lease = await _grid.Versions.TakeAsync(Key(version), version.Info, retries: false, default);
        }
    }

    private async Task<VersionSnapshot> ImportAsync(string task, int seed, string? publishTo)
    {
        using var file = MadeDiffs.File(MadeDiffs.Create(_grid.Bases.Load(SampleBases.Name), seed));
        return await Grid.Tasks.ImportVersionAsync(task, file, publishTo);
    }
}
