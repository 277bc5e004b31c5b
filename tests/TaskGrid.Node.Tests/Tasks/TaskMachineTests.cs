namespace TaskGrid.Node.Tests.Tasks;

public sealed class TaskMachineTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Publish_TwoVersions_MovesLiveAndKeepsHistory()
    {
        var state = Publish(Publish(Registered(), "a"), "b");
        Assert.Equal([1, 2], state.Versions.Select(version => version.Number));
        var live = TaskMachine.FindAlias(state, "live");
        Assert.Equal([new AliasTarget(2)], live.Targets);
        Assert.Equal([new AliasTarget(1)], live.History.Single());
    }

    [Fact]
    public void Publish_TheSameJobAgain_ChangesNothing()
    {
        var state = Publish(Registered(), "a");
        Assert.Same(state, TaskMachine.Publish(state, Version("a"), "live", null, Now, out var number));
        Assert.Equal(1, number);
    }

    [Fact]
    public void RollBackAlias_AfterAMove_NamesWhatWasBefore()
    {
        var state = Publish(Publish(Registered(), "a"), "b");
        state = TaskMachine.RollBackAlias(state, "live", Now);
        Assert.Equal([new AliasTarget(1)], TaskMachine.FindAlias(state, "live").Targets);
        AssertCode(ErrorCodes.NothingToRollBack, () => TaskMachine.RollBackAlias(state, "live", Now));
    }

    [Fact]
    public void Hold_AliasesThatComeToNameAVersion_NameWhatTheyDidWhileAllOfItIsThere()
    {
        var before = TaskMachine.SetAlias(Publish(Publish(Registered(), "a"), "b"), "canary", [new(1), new(2)], Now);
        var after = TaskMachine.SetAlias(Publish(before, "c"), "canary", [new(2), new(3)], Now);
        after = TaskMachine.SetAlias(after, "fresh", [new(3)], Now);
        Assert.Same(after, TaskMachine.Hold(before, after, new HashSet<int>()));
        Assert.Equal(after.Aliases.AsEnumerable(), TaskMachine.Hold(before, after, new HashSet<int> { 2 }).Aliases);

        var held = TaskMachine.Hold(before, after, new HashSet<int> { 3 });
        Assert.Equal(["canary: 1 2", "fresh: 3", "live: 2"], Targets(held));
        Assert.Equal([3], TaskMachine.Moved(held, after).Select(version => version.Number));

        after = TaskMachine.DeleteVersion(after, 1);
        Assert.Equal(["canary: 2 3", "fresh: 3", "live: 2"], Targets(TaskMachine.Hold(before, after, new HashSet<int> { 3 })));

        static IEnumerable<string> Targets(TaskState state) => state.Aliases.Select(
            alias => $"{alias.Name}: {string.Join(' ', alias.Targets.Select(target => target.Version))}");
    }

    [Fact]
    public void DeleteAlias_FreesItsVersionsAndForgetsWhatItNamedBefore()
    {
        var state = TaskMachine.DeleteAlias(Publish(Publish(Registered(), "a"), "b"), "live");
        AssertCode(ErrorCodes.AliasNotFound, () => TaskMachine.DeleteAlias(state, "live"));
        Assert.Empty(TaskMachine.DeleteVersion(TaskMachine.DeleteVersion(state, 1), 2).Versions);
        state = TaskMachine.SetAlias(state, "live", [new AliasTarget(1)], Now);
        AssertCode(ErrorCodes.NothingToRollBack, () => TaskMachine.RollBackAlias(state, "live", Now));
    }

    [Fact]
    public void DeleteVersion_ThatAnAliasNames_IsRefused()
    {
        var state = Publish(Publish(Registered(), "a"), "b");
        AssertCode(ErrorCodes.VersionInUse, () => TaskMachine.DeleteVersion(state, 2));
        state = TaskMachine.DeleteVersion(state, 1);
        AssertCode(ErrorCodes.VersionNotFound, () => TaskMachine.Find(state, 1));
        AssertCode(ErrorCodes.NothingToRollBack, () => TaskMachine.RollBackAlias(state, "live", Now));
        // Numbers are not used twice.
        Assert.Equal(3, Publish(state, "c").Versions[^1].Number);
    }

    [Theory]
    [InlineData("v3", 1, 1.0)]
    [InlineData("Live", 1, 1.0)]
    [InlineData("live", 1, 0.0)]
    [InlineData("live", 1, double.NaN)]
    [InlineData("live", 7, 1.0)]
    public void SetAlias_NonsenseOfAnyKind_IsRefused(string name, int version, double weight) =>
        Assert.Throws<TaskGridException>(
            () => TaskMachine.SetAlias(Publish(Registered(), "a"), name, [new AliasTarget(version, weight)], Now));

    [Fact]
    public void SetAlias_WithSeveralMistakes_TellsThemAll()
    {
        var state = Publish(Registered(), "a");
        var error = Assert.Throws<TaskGridException>(
            () => TaskMachine.SetAlias(state, "v3", [new(1, 0), new(7), new(8), new(8)], Now));
        Assert.Equal(ErrorCodes.InvalidArgument, error.Code);
        Assert.Equal(5, error.Details.Count);
        AssertCode(ErrorCodes.VersionNotFound, () => TaskMachine.SetAlias(state, "live", [new(7)], Now));
    }

    [Fact]
    public void Retain_ByCountAndAge_NeverDropsWhatAnAliasNamesOrIsRolledBackTo()
    {
        var spec = new TaskSpec { Name = "reviews", KeepVersions = 2, KeepFor = TimeSpan.FromDays(1) };
        var state = TaskMachine.Register(null, spec, Now);
        foreach (var job in "abcd") state = Publish(state, job.ToString());
        Assert.Equal([2, 3, 4], state.Versions.Select(version => version.Number));
        state = TaskMachine.Retain(state, Now.AddDays(2));
        Assert.Equal([3, 4], state.Versions.Select(version => version.Number));
        state = TaskMachine.RollBackAlias(state, "live", Now.AddDays(2));
        state = TaskMachine.Retain(state, Now.AddDays(2));
        Assert.Equal([3], state.Versions.Select(version => version.Number));
    }

    [Fact]
    public void Retain_VersionThatWasLiveForLong_CanBeRolledBackToAfterTheNext()
    {
        var spec = new TaskSpec { Name = "reviews", KeepFor = TimeSpan.FromDays(90) };
        var state = Publish(TaskMachine.Register(null, spec, Now), "a");
        var later = Now.AddDays(100);
        state = TaskMachine.Publish(state, Version("b") with { CreatedAt = later }, "live", null, later, out _);
        Assert.Equal([1, 2], state.Versions.Select(version => version.Number));
        state = TaskMachine.RollBackAlias(state, "live", later);
        Assert.Equal([new AliasTarget(1)], TaskMachine.FindAlias(state, "live").Targets);
    }

    [Fact]
    public void Retain_ByCount_NeverDropsWhatAnotherAliasIsRolledBackTo()
    {
        var state = TaskMachine.Register(null, new TaskSpec { Name = "reviews", KeepVersions = 1 }, Now);
        state = TaskMachine.SetAlias(Publish(state, "a"), "canary", [new(1)], Now);
        state = TaskMachine.SetAlias(Publish(state, "b"), "canary", [new(2)], Now);
        foreach (var job in "cde") state = Publish(state, job.ToString());
        Assert.Equal([1, 2, 4, 5], state.Versions.Select(version => version.Number));
    }

    [Fact]
    public void Retain_APinnedVersion_KeepsItUntilItIsUnpinned()
    {
        var state = TaskMachine.Register(null, new TaskSpec { Name = "reviews", KeepVersions = 1 }, Now);
        state = TaskMachine.Pin(Publish(state, "a"), 1, isPinned: true);
        Assert.Same(state, TaskMachine.Pin(state, 1, isPinned: true));
        foreach (var job in "bcd") state = Publish(state, job.ToString());
        Assert.Equal([1, 3, 4], state.Versions.Select(version => version.Number));
        state = TaskMachine.Retain(TaskMachine.Pin(state, 1, isPinned: false), Now);
        Assert.Equal([3, 4], state.Versions.Select(version => version.Number));
        AssertCode(ErrorCodes.VersionNotFound, () => TaskMachine.Pin(state, 1, isPinned: true));
    }

    [Fact]
    public void Register_AgainWithAnotherSpec_IsRefused()
    {
        var state = TaskMachine.Register(null, new TaskSpec { Name = "reviews", Description = "films" }, Now);
        Assert.Same(state, TaskMachine.Register(state, state.Spec, Now));
        AssertCode(
            ErrorCodes.TaskExists, () => TaskMachine.Register(state, state.Spec with { Description = "other" }, Now));
    }

    [Fact]
    public void Register_OfATaskThatAJobHasMade_GivesItRulesOnce()
    {
        var state = Publish(Publish(Publish(Registered(), "a"), "b"), "c");
        var spec = new TaskSpec { Name = "reviews", KeepVersions = 1 };
        state = TaskMachine.Register(state, spec, Now);
        Assert.Equal([2, 3], state.Versions.Select(version => version.Number));
        AssertCode(ErrorCodes.TaskExists, () => TaskMachine.Register(state, spec with { KeepVersions = 2 }, Now));
    }

    [Fact]
    public void SetSpec_RulesThatKeepLess_DropVersionsAtOnce()
    {
        var state = Publish(Publish(Publish(Registered(), "a"), "b"), "c");
        Assert.Same(state, TaskMachine.SetSpec(state, state.Spec with { }, Now));
        state = TaskMachine.SetSpec(state, state.Spec with { KeepVersions = 2 }, Now);
        Assert.Equal([1, 2, 3], state.Versions.Select(version => version.Number));
        state = TaskMachine.SetSpec(state, state.Spec with { Description = "films", KeepVersions = 1 }, Now);
        Assert.Equal([2, 3], state.Versions.Select(version => version.Number));
        Assert.Equal(("films", 1), (state.Spec.Description, state.Spec.KeepVersions));
    }

    private static void AssertCode(string code, Action action) =>
        Assert.Equal(code, Assert.Throws<TaskGridException>(action).Code);

    private static TaskState Registered() => TaskMachine.Register(null, new TaskSpec { Name = "reviews" }, Now);

    private static TaskState Publish(TaskState state, string job) =>
        TaskMachine.Publish(state, Version(job), "live", null, Now, out _);

    internal static VersionSnapshot Version(string job, string? sha256 = null) =>
        new()
        {
            Number = 0,
            CreatedAt = Now,
            Job = job,
            Sha256 = sha256 ?? new string('a', 64),
            Info = new TaskInfo
            {
                Name = "reviews", Version = 0, Base = "tg", BaseFingerprint = "", Kind = "classification", Labels = [],
                Pairs = false, Method = null, Metric = "accuracy", Value = null, Nonzeros = 0, Density = 0, FileBytes = 0,
            },
        };
}
