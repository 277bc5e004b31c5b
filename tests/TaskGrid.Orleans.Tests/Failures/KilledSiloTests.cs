using System.Diagnostics;
using TaskGrid.Node;
using TaskGrid.Orleans.Tests.Clusters;
using TaskGrid.Storage;
using TaskGrid.Tests.Grid;
using Xunit.Abstractions;

namespace TaskGrid.Orleans.Tests.Failures;

/// <summary>Real processes, one of them killed in mid-training.</summary>
public sealed class KilledSiloTests(SampleBases bases, ITestOutputHelper output) : IClassFixture<SampleBases>, IDisposable
{
    private const int Epochs = 4;
    private const int Callers = 4;

    // Less than the 30 s that Orleans lets a call wait that is lost with its gateway.
    private static readonly TimeSpan AnswersWithin = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan TakeOverWithin = TimeSpan.FromMinutes(8);

    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Job_WhoseSiloIsKilledUnderCallers_EndsElsewhereWithTheSameBytesAndNoRequestFails()
    {
        var store = new FileBlobStore(_folder["store"]);
        using var first = new SiloProcess("first", _folder["store"], bases.Path);
        await first.ReadyAsync();
        using var second = new SiloProcess("second", _folder["store"], bases.Path);
        await second.ReadyAsync();
        await using var client = await OutsideClient.ConnectAsync(store);
        var grid = client.Grid.ForTenant("t");
        await GridData.TrainAsync(grid, "reviews", GridData.Rows(24));
        using var stop = new CancellationTokenSource();
        var callers = Enumerable.Range(0, Callers).Select(_ => Task.Run(() => AskAsync(grid, stop.Token))).ToArray();
        var file = await GridData.UploadAsync(grid, GridData.Rows(80));
        var job = await grid.Jobs.SubmitAsync(
            GridData.Job("killed", file.Id, Epochs) with { CheckpointEverySteps = 10 });

        using var timeout = new CancellationTokenSource(TakeOverWithin);
        SiloProcess? owner = null;
        await foreach (var each in grid.Jobs.WatchAsync(job.Id, 0, timeout.Token))
        {
            output.WriteLine($"{each.At:HH:mm:ss} {each.Message}");
            if (each.Kind != JobEventKind.Checkpoint || owner is not null) continue;
            owner = (await DocumentAsync(store, job.Id)).Owner?.Node == first.Name ? first : second;
            owner.Kill();
        }

        var ended = await grid.Jobs.GetAsync(job.Id);
        Assert.True(ended.Status == JobStatus.Succeeded, ended.Failure?.Message);
        Assert.NotNull(owner);
        var other = owner == first ? second : first;
        var events = (await grid.Jobs.ListEventsAsync(job.Id)).Items;
        Assert.Contains(events, each => each.Message == $"Taken up again by '{other.Name}'.");
        Assert.Contains(events, each => each.Message.StartsWith("Goes on from step ", StringComparison.Ordinal));
        Assert.Equal(
            Enumerable.Range(1, events.Count).Select(number => (long)number), events.Select(each => each.Sequence));
        await stop.CancelAsync();
        foreach (var (answers, slowest) in await Task.WhenAll(callers))
        {
            output.WriteLine($"{answers} answers, the slowest after {slowest.TotalSeconds:0.0} s");
            Assert.NotEqual(0, answers);
            Assert.InRange(slowest, TimeSpan.Zero, AnswersWithin);
        }

        Assert.Equal(await WithoutKillAsync(), (await grid.Tasks.GetAsync("killed")).Versions.Single().Sha256);
    }

    private static async Task<(int Answers, TimeSpan Slowest)> AskAsync(ITaskGrid grid, CancellationToken stop)
    {
        var (answers, slowest) = (0, TimeSpan.Zero);
        for (; !stop.IsCancellationRequested; answers++)
        {
            var start = Stopwatch.GetTimestamp();
            await grid.PredictAsync(new PredictRequest { Model = "reviews", Inputs = [new("a good film")] }, CancellationToken.None);
            if (Stopwatch.GetElapsedTime(start) is var elapsed && elapsed > slowest) slowest = elapsed;
        }

        return (answers, slowest);
    }

    private async Task<string> WithoutKillAsync()
    {
        await using var whole = await EmbeddedGrid.StartAsync(
            new FileBlobStore(_folder["whole"]), bases.Path, new EmbeddedGridOptions { LocalFolder = _folder["w"] });
        var grid = whole.ForTenant("t");
        var file = await GridData.UploadAsync(grid, GridData.Rows(80));
        var job = await grid.Jobs.SubmitAsync(GridData.Job("killed", file.Id, Epochs));
        await GridData.EndAsync(grid, job.Id);
        return (await grid.Tasks.GetAsync("killed")).Versions.Single().Sha256;
    }

    private static async Task<JobState> DocumentAsync(FileBlobStore store, string id) =>
        (await new GridDocuments(store).Jobs.FindAsync(GridKeys.Job("t", id), CancellationToken.None))!;
}
