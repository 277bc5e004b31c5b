using TaskGrid.Storage;
using TaskGrid.Tests.Grid;

namespace TaskGrid.Node.Tests.Grid;

/// <summary>What nodes leave on their machine.</summary>
public sealed class NodeFolderTests(SampleBases bases) : IClassFixture<SampleBases>, IDisposable
{
    private readonly ScratchFolder _folder = new();

    private GridDocuments Documents => new(new FileBlobStore(_folder["store"]));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Node_OfAGeneratedName_TakesItsFolderAlong()
    {
        var node = await StartAsync("made", slots: 0, isGenerated: true);
        Make("made/diffs");
        await node.DisposeAsync();
        Assert.Empty(Names(""));
    }

    [Fact]
    public async Task Node_OfAGeneratedName_RemovesWhatKilledOnesLeft()
    {
        foreach (var name in (string[])["alive/diffs", "killed/diffs", "named/diffs"]) Make(name);
        await File.WriteAllTextAsync(Path.Combine(_folder["local"], "killed.lock"), "");
        await using var alive = await StartAsync("alive", slots: 0, isGenerated: true);
        Assert.Equal(["alive", "alive.lock", "named"], Names(""));
        await using var other = await StartAsync("other", slots: 0, isGenerated: true);
        await using var named = await StartAsync("named", slots: 0);
        Assert.Equal(["alive", "alive.lock", "named", "other.lock"], Names(""));
    }

    [Fact]
    public async Task Node_ThatStarts_RemovesFilesOfJobsThatEndedOrMoved()
    {
        await using var acceptor = await StartAsync("acceptor", slots: 0);
        var moved = await SubmitAsync(acceptor, epochs: 1);
        await ClaimAsync(moved, "other");
        var (ended, ofAnotherStore) = (GridId.New(GridId.Job, DateTimeOffset.UtcNow), GridId.New(GridId.Job, DateTimeOffset.UtcNow));
        foreach (var job in (string[])[moved, ended, ofAnotherStore]) Make($"node/{job}");
        using var atWork = LocalJobs.TryLock(Path.Combine(_folder["local"], "node", ofAnotherStore));
        await using var node = await StartAsync("node", slots: 1);
        Assert.Equal([ofAnotherStore], Names("node"));
    }

    [Fact]
    public async Task RemoveForeign_AJobThatTheNodeStillOwns_LeavesIt()
    {
        await using var acceptor = await StartAsync("acceptor", slots: 0);
        var job = await SubmitAsync(acceptor, epochs: 1);
        Make($"node/{job}");
        await ClaimAsync(job, "node");
        await LocalJobs.RemoveForeignAsync(Documents, Path.Combine(_folder["local"], "node"), "node", default);
        Assert.Equal([job], Names("node"));
        await ClaimAsync(job, "other");
        await LocalJobs.RemoveForeignAsync(Documents, Path.Combine(_folder["local"], "node"), "node", default);
        Assert.Empty(Names("node"));
    }

    // As after a kill in an evaluation: nobody has the lock.
    [Fact]
    public async Task Node_ThatStarts_RemovesCopiesThatAKilledEvaluationLeft()
    {
        Make("node/copies/killed/content");
        using var used = await LocalCopy.CreateAsync(
            Path.Combine(_folder["local"], "node", "copies"), new MemoryStream([1]), "rows.tsv", default);
        await using var node = await StartAsync("node", slots: 0);
        Assert.Single(Names("node/copies"));
        Assert.True(File.Exists(used.Path));
    }

    [Fact]
    public async Task Evaluation_WhileItRuns_HasItsFileInTheNodesFolder()
    {
        await using var node = await StartAsync("node", slots: 1);
        var grid = node.ForTenant("t");
        await GridData.TrainAsync(grid, "reviews", GridData.Rows(24));
        var file = await GridData.UploadAsync(grid, GridData.Rows(10));
        var request = new EvaluateRequest { Model = "reviews", File = file.Id };
        await grid.EvaluateAsync(request);
        Assert.Empty(Names("node/copies"));
        Directory.Delete(Path.Combine(_folder["local"], "node", "copies"));
        await File.WriteAllTextAsync(Path.Combine(_folder["local"], "node", "copies"), "no folder");
        var error = await Assert.ThrowsAsync<TaskGridException>(() => grid.EvaluateAsync(request));
        Assert.Contains(Path.Combine(_folder["local"], "node", "copies"), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Node_ThatFindsAJobTaken_KeepsItsFilesOnlyWhereItsNameHasIt()
    {
        await using var node = await StartAsync("node", slots: 0);
        var job = await SubmitAsync(node, epochs: 1);
        await ClaimAsync(job, "node");
        Execute();
        Assert.Equal([job], Names("node"));
        await ClaimAsync(job, "other");
        Execute();
        Assert.Empty(Names("node"));

        void Execute()
        {
            var marker = new QueuedJob("t", job);
            using var running = new RunningJob(marker);
            using var run = new JobRun(node.Services, marker, running);
            run.Execute(isLastTry: false);
        }
    }

    [Fact]
    public async Task Node_ThatStops_KeepsNoFilesOfItsJobs()
    {
        var node = await StartAsync("node", slots: 1);
        var job = await SubmitAsync(node, epochs: 50);
        await foreach (var each in node.ForTenant("t").Jobs.WatchAsync(job))
        {
            if (each.Progress?.Step > 0) break;
        }

        Assert.Equal([job], Names("node"));
        await node.DisposeAsync();
        Assert.Empty(Names("node"));
    }

    private void Make(string path) => Directory.CreateDirectory(Path.Combine(_folder["local"], path));

    private string[] Names(string path) =>
    [
        .. Directory.GetFileSystemEntries(Path.Combine(_folder["local"], path)).Select(entry => Path.GetFileName(entry))
            .Order(StringComparer.Ordinal),
    ];

    private async Task ClaimAsync(string job, string node)
    {
        var (owner, now) = (new JobOwner(node, 1), DateTimeOffset.UtcNow);
        await Documents.Nodes.UpdateAsync(GridKeys.Node(node), _ => new NodeState(1, now), default);
        await Documents.Jobs.UpdateAsync(GridKeys.Job("t", job), old => JobMachine.Claim(old!, owner, null, now).State, default);
    }

    private static async Task<string> SubmitAsync(EmbeddedGrid engine, int epochs)
    {
        var grid = engine.ForTenant("t");
        var file = await GridData.UploadAsync(grid, GridData.Rows(40));
        return (await grid.Jobs.SubmitAsync(GridData.Job("reviews", file.Id, epochs))).Id;
    }

    private Task<EmbeddedGrid> StartAsync(string node, int slots, bool isGenerated = false) => EmbeddedGrid.StartAsync(
        new FileBlobStore(_folder["store"]),
        bases.Path,
        new EmbeddedGridOptions { Node = node, HasGeneratedName = isGenerated, Slots = slots, LocalFolder = _folder["local"] });
}
