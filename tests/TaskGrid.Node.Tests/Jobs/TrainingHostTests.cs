using TaskGrid.Storage;
using TaskGrid.Tests.Grid;

namespace TaskGrid.Node.Tests.Jobs;

/// <summary>Nodes and stores that something is wrong with.</summary>
public sealed class TrainingHostTests(SampleBases bases) : IClassFixture<SampleBases>, IDisposable
{
    private readonly ScratchFolder _folder = new();
    private readonly SeenLog _log = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Job_WhoseFilesCannotBeKept_FailsAfterSomeTriesAndSaysWhere()
    {
        Directory.CreateDirectory(_folder["local"]);
        await File.WriteAllTextAsync(Path.Combine(_folder["local"], "node"), "no folder");
        await using var node = await StartAsync("node");
        var job = await SubmitAsync(node, "reviews");
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        job = await node.ForTenant("t").Jobs.WaitForCompletionAsync(job.Id, null, timeout.Token);
        Assert.Equal((JobStatus.Failed, ErrorCodes.JobCrashed), (job.Status, job.Failure?.Code));
        Assert.Contains($"'{Path.Combine(_folder["local"], "node")}'", job.Failure!.Message, StringComparison.Ordinal);
        Assert.Equal(2, _log.Warnings.Count(line => line.Contains(job.Id, StringComparison.Ordinal)));
    }

    private static async Task<JobSnapshot> SubmitAsync(EmbeddedGrid node, string task, int epochs = 1)
    {
        var grid = node.ForTenant("t");
        var file = await GridData.UploadAsync(grid, GridData.Rows(24));
        return await grid.Jobs.SubmitAsync(GridData.Job(task, file.Id, epochs));
    }

    private Task<EmbeddedGrid> StartAsync(string node, int slots = 1, IBlobStore? store = null) => EmbeddedGrid.StartAsync(
        store ?? new FileBlobStore(_folder["store"]),
        bases.Path,
        new EmbeddedGridOptions { Node = node, Slots = slots, LocalFolder = _folder["local"], Logging = _log });
}
