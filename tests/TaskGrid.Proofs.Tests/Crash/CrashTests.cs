using TaskGrid.Node;
using TaskGrid.Proofs.Crash;
using TaskGrid.Storage;

namespace TaskGrid.Proofs.Tests.Crash;

public sealed class CrashTests(SampleBases bases) : IClassFixture<SampleBases>, IDisposable
{
    private const int Step = 5;
    private const int CrashesAtAStep = 3;

    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Job_ThatCrashesItsProcessAtOneStep_FailsWithTheReasonInsteadOfLooping()
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await using var acceptor = await StartAsync(new FileBlobStore(_folder["store"]), slots: 0);
        var grid = acceptor.ForTenant("t");
        var job = await SubmitAsync(grid, "reviews");
        for (var crash = 1; crash <= CrashesAtAStep; crash++)
        {
            using var node = StartNode();
            Assert.Equal(NativeCrash.ExitCode, await node.EndAsync(timeout.Token));
            Assert.False((await grid.Jobs.GetAsync(job.Id)).HasEnded);
        }

        using var last = StartNode();
        var ended = await grid.Jobs.WaitForCompletionAsync(job.Id, null, timeout.Token);
        Assert.Equal((JobStatus.Failed, ErrorCodes.JobCrashed), (ended.Status, ended.Failure?.Code));
        Assert.Contains($"{CrashesAtAStep} times at step {Step},", ended.Failure!.Message, StringComparison.Ordinal);
        Assert.Empty((await new StoreCheck(new FileBlobStore(_folder["store"])).VerifyAsync()).Problems);
    }

    [Fact]
    public async Task Job_BesideOneThatCrashesTheirProcessAtTheSameStep_IsNotTakenForIt()
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        await using var acceptor = await StartAsync(new FileBlobStore(_folder["store"]), slots: 0);
        var grid = acceptor.ForTenant("t");
        var guilty = await SubmitAsync(grid, "guilty");
        var innocent = await SubmitAsync(grid, "innocent");
        for (var crash = 1; crash <= CrashesAtAStep; crash++)
        {
            using var node = StartNode(guilty.Id);
            Assert.Equal(NativeCrash.ExitCode, await node.EndAsync(timeout.Token));
        }

        using var last = StartNode(guilty.Id);
        Assert.Equal(JobStatus.Failed, (await grid.Jobs.WaitForCompletionAsync(guilty.Id, null, timeout.Token)).Status);
        Assert.Equal(JobStatus.Succeeded, (await grid.Jobs.WaitForCompletionAsync(innocent.Id, null, timeout.Token)).Status);
    }

    [Fact]
    public async Task Job_WithAnUnexpectedException_FailsAndTheNodeGoesOn()
    {
        var store = new CheckpointHook(
            new FileBlobStore(_folder["store"]), Step, _ => throw new InvalidOperationException("nobody expects this"));
        await using var node = await StartAsync(store, slots: 1);
        var grid = node.ForTenant("t");
        var job = await SubmitAsync(grid, "reviews");
        var failure = (await GridData.EndAsync(grid, job.Id)).Failure;
        Assert.Equal(ErrorCodes.JobCrashed, failure?.Code);
        Assert.Contains("nobody expects this", failure!.Message, StringComparison.Ordinal);
        Assert.Equal(JobStatus.Succeeded, (await GridData.TrainAsync(grid, "next", GridData.Rows(24))).Status);
    }

    private static async Task<JobSnapshot> SubmitAsync(ITaskGrid grid, string task)
    {
        var file = await GridData.UploadAsync(grid, GridData.Rows(40));
        return await grid.Jobs.SubmitAsync(GridData.Job(task, file.Id) with { CheckpointEverySteps = 1 });
    }

    private CrashingNode StartNode(string? job = null) =>
        CrashingNode.Start(_folder["store"], bases.Path, _folder["worker"], Step, job);

    private Task<EmbeddedGrid> StartAsync(IBlobStore store, int slots) =>
        EmbeddedGrid.StartAsync(
            store,
            bases.Path,
            new EmbeddedGridOptions { Node = "acceptor", Slots = slots, LocalFolder = _folder["acceptor"] });
}
