using Microsoft.Extensions.Logging.Abstractions;

namespace TaskGrid.Node.Tests.Residency;

/// <summary>Which tasks a node knows without asking the store.</summary>
public sealed partial class ResidencyTests
{
    [Fact]
    public async Task Views_OfIdleTasksBeyondTheirNumber_AreForgottenTheOldestFirst()
    {
        var (time, isAway) = (new ManualTime(), false);
        await RestartAsync(time: time, store: inner => new HookedStore(
            inner,
            read: key => isAway && key.Contains("/tasks/", StringComparison.Ordinal)
                ? throw new TaskGridException(ErrorCodes.StoreUnavailable, "away")
                : Task.CompletedTask));
        string[] idle = ["i1", "i2", "i3", "i4"];
        string[] kept = ["loaded", "pinned", .. idle];
        foreach (var task in kept) await AddAsync(task, 10 + Array.IndexOf(kept, task));
        await PublishForeignAsync("pinned");
        await ChangeAsync("pinned", state => TaskMachine.Pin(state, 3, true)); // it cannot be loaded
        using var views = new TaskViews(
            _grid.Services.Documents, _grid.Versions, TimeSpan.FromMilliseconds(20), time, NullLogger.Instance) { MaxIdleEntries = 4 };
        using (await views.TakeAsync("t", ModelReference.Parse("loaded"), default)) await views.GetAsync("t", "pinned", default);
        foreach (var task in idle) await views.GetAsync("t", task, default);
        time.Advance(TimeSpan.FromSeconds(59));
        await views.GetAsync("t", "i2", default);
        time.Advance(TimeSpan.FromSeconds(59));
        await views.GetAsync("t", "i1", default);
        views.ForgetIdle(); // i3 and i4
        Assert.Equal(6, views.Count);
        Assert.Equal([("t", "loaded")], views.Resident());

        time.Advance(TimeSpan.FromSeconds(61));
        views.ForgetIdle();
        Assert.Equal(4, views.Count);
        isAway = true;
        foreach (var task in (string[])["loaded", "pinned", "i1", "i2"])
            Assert.Equal(task, (await views.GetAsync("t", task, default)).Spec.Name);
        foreach (var task in (string[])["i3", "i4"])
        {
            var exception = await Assert.ThrowsAsync<TaskGridException>(async () => await views.GetAsync("t", task, default));
            Assert.Equal(ErrorCodes.StoreUnavailable, exception.Code);
        }
    }

    [Fact]
    public async Task View_OfATaskThatWasForgotten_IsMadeAnewWithItsAliases()
    {
        var time = new ManualTime();
        await AddAsync("a", 1);
        using var views = new TaskViews(
            _grid.Services.Documents, _grid.Versions, TimeSpan.FromMilliseconds(20), time, NullLogger.Instance) { MaxIdleEntries = 0 };
        await views.GetAsync("t", "a", default);
        time.Advance(TimeSpan.FromSeconds(61));
        await EventuallyAsync(() => views.Count == 0);
        await AddAsync("a", 2); // moves live
        Assert.Equal(2, (await views.ChooseAsync("t", ModelReference.Parse("a"), null, default)).Number);
        Assert.Empty(views.Versions("t"));
        using var lease = await views.TakeAsync("t", ModelReference.Parse("a"), default);
        Assert.Equal("a@v2", Assert.Single(views.Versions("t")).Model);
    }

    [Fact]
    public async Task Views_OfTasks_HoldNothingThatIsLong()
    {
        await Grid.Tasks.RegisterAsync(new TaskSpec { Name = "a", Description = new string('x', TaskSpec.MaxDescription) });
        await AddAsync("a");
        await Grid.Tasks.SetAliasAsync("a", "canary", [new(1)], "once");
        var view = await _grid.Views.GetAsync("t", "a", default);
        Assert.Equal(("", null), (view.Spec.Description, view.Requests));
        Assert.Empty((await _grid.Views.ChooseAsync("t", ModelReference.Parse("a"), null, default)).Info.Labels);
        Assert.Equal(["no", "yes"], (await Grid.Tasks.PinVersionAsync("a", 1)).Info.Labels);
        Assert.Equal(["no", "yes"], (await Grid.Tasks.GetAsync("a")).Versions.Single().Info.Labels);
    }

    [Fact]
    public async Task Pin_ThatDoesNotFitAfterARestart_IsShownAsOneOnTheDisk()
    {
        foreach (var task in (string[])["a", "b"])
        {
            await AddAsync(task, task[0]);
            await Grid.Tasks.PinVersionAsync(task, 1);
        }

        var bytes = Residency.Memory!.Bytes / 2;
        await RestartAsync(maxResidentBytes: bytes + (bytes / 2));
        foreach (var task in (string[])["a", "b"]) await _grid.Views.ReadAgainAsync("t", task, default);
        await EventuallyAsync(() => Residency.Memory!.Evictions == 1);
        Assert.Equal(["disk", "memory"], Residency.Versions.Select(version => version.Tier).Order());
        Assert.All(Residency.Versions, version => Assert.True(version.IsPinned));
    }
}
