using Spectre.Console;
using TaskGrid.Demo;
using TaskGrid.Node;
using TaskGrid.Storage;

namespace TaskGrid.Samples.Tests;

/// <summary>The demo with few rows: what it shows and what it leaves, not what its tasks reach.</summary>
public sealed class DemoRunTests : IDisposable
{
    private static readonly SampleSizes Few = new(Train: 128, Dev: 30, Test: 32);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("taskgrid-demo-");
    private readonly Output _output = new();

    public void Dispose()
    {
        _output.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Run_ShowsEachTaskAndThatTheBaseIsTheSame_AndLeavesThemInTheStore()
    {
        await RunAsync(epochs: 1, CancellationToken.None);
        var shown = _output.ToString();
        foreach (var name in new[] { "opinions", "replies", "requests" })
        {
            Assert.Matches($@"(?m)^ *{name} +accuracy +0\.\d+ +[01]\.\d+ +[01]\.\d+ +.+26,778 +\d+\.\d KiB", shown);
            Assert.Equal(2, shown.Split($"\n{name}: \"").Length - 1);
        }

        // Of six groups of rows the most frequent ones have six of the 32 test rows, and five of the 30 dev rows.
        Assert.Matches(@"(?m)^ *requests +accuracy +0\.188 ", shown);
        Assert.Contains("The base in memory is the same, bit for bit", shown, StringComparison.Ordinal);
        await using var engine = await OpenAsync();
        var grid = engine.ForTenant("default");
        var tasks = (await grid.Tasks.ListAsync(new PageRequest())).Items;
        Assert.Equal(["opinions", "replies", "requests"], tasks.Select(task => task.Spec.Name));
        Assert.All(tasks, task => Assert.Equal("diff-pruning-structured", Assert.Single(task.Versions).Info.Method));
        Assert.Empty((await grid.Files.ListAsync(new PageRequest())).Items);
    }

    [Fact]
    public async Task Run_ThatIsStoppedWhileItTrains_CancelsItsJobs()
    {
        using var cancel = new CancellationTokenSource();
        var run = RunAsync(epochs: 1000, cancel.Token);
        Assert.Same(_output.FirstEpoch, await Task.WhenAny(run, _output.FirstEpoch, Task.Delay(TimeSpan.FromMinutes(3))));
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        await using var engine = await OpenAsync();
        var grid = engine.ForTenant("default");
        var jobs = (await grid.Jobs.ListAsync(null, new PageRequest())).Items;
        Assert.NotEmpty(jobs);
        Assert.All(jobs, job => Assert.Equal(JobStatus.Cancelled, job.Status));
        Assert.Empty((await grid.Tasks.ListAsync(new PageRequest())).Items);
        Assert.Empty((await grid.Files.ListAsync(new PageRequest())).Items);
    }

    private Task RunAsync(int epochs, CancellationToken cancellationToken)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(_output),
        });
        console.Profile.Width = 200;
        return new DemoRun(_folder.FullName, console, Few, epochs).RunAsync(cancellationToken);
    }

    private Task<EmbeddedGrid> OpenAsync() => EmbeddedGrid.StartAsync(
        BlobStores.Open(_folder.FullName),
        Path.Combine(_folder.FullName, "bases"),
        new EmbeddedGridOptions { Node = "looks", Slots = 0, IsVisitor = true });

    private sealed class Output : StringWriter
    {
        private readonly TaskCompletionSource _firstEpoch = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task FirstEpoch => _firstEpoch.Task;

        public override void Write(string? value)
        {
            lock (_firstEpoch) base.Write(value);
            if (value?.Contains(", epoch ", StringComparison.Ordinal) == true) _firstEpoch.TrySetResult();
        }
    }
}
