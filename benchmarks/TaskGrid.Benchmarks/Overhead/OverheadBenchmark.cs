using System.CommandLine;
using TaskGrid.Benchmarks.Machine;
using TaskGrid.Benchmarks.Output;
using TaskGrid.Benchmarks.Running;
using TaskGrid.Gateway;
using TaskGrid.Node;
using TaskGrid.Tests;
using TaskGrid.Tests.Grid;

namespace TaskGrid.Benchmarks.Overhead;

/// <summary>A prediction over HTTP against the same call in the process.</summary>
internal sealed class OverheadBenchmark : IBenchmark
{
    private const string Text = "a quiet and lovely film about people who write letters , part 7";
    private const string Model = "reviews";
    private const int Warm = 500;

    private readonly Option<int> _calls = BenchOption.Number("--calls", "Calls on each side.", 1, 3000);

    /// <inheritdoc/>
    public string Name => "overhead";

    /// <inheritdoc/>
    public string Description =>
        "Times a prediction over HTTP against the same call in the process, in turns, and counts the bytes that each "
        + "allocates.";

    /// <inheritdoc/>
    public IEnumerable<Option> Options => [_calls];

    /// <inheritdoc/>
    public IReadOnlyList<string> Examples => ["overhead", "overhead --calls 20000 --json"];

    /// <inheritdoc/>
    public async Task<BenchmarkReport> RunAsync(BenchmarkRun run, CancellationToken cancellationToken)
    {
        using var bases = new SampleBases();
        using var folder = new ScratchFolder();
        await using var host = await GridHost.StartAsync(
            folder.Path,
            bases.Path,
            new GatewayOptions
            {
                Urls = ["http://127.0.0.1:0"],
                NoAuthentication = true,
                Limits = new GatewayLimits { RequestsPerSecond = 1_000_000, RequestBurst = 1_000_000 },
            },
            new EmbeddedGridOptions());
        var grid = host.Engine.ForTenant(new GatewayOptions().OpenTenant);
        run.Progress.Update("training a task");
        await GridData.TrainAsync(grid, Model, GridData.Rows(60));
        var request = new PredictRequest { Model = Model, Inputs = [new TextInput(Text)] };
        using var client = new RawClient(
            host.Url, "/v1/predict", $$"""{"requests":[{"model":"{{Model}}","inputs":[{"text":"{{Text}}"}]}]}""");
        var direct = new CallCosts(() => grid.PredictAsync(request, CancellationToken.None).GetAwaiter().GetResult());
        var http = new CallCosts(client.Call);
        // These run code that the compiler has not optimised yet; time is measured after it.
        run.Progress.Update("counting what is allocated");
        foreach (var costs in (CallCosts[])[direct, http, direct, http]) costs.Count(Warm);
        for (var i = 1; i <= run.Value(_calls); i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            run.Progress.Update($"call {i} of {run.Value(_calls)}");
            direct.Time();
            http.Time();
        }

        return new BenchmarkReport
        {
            Name = Name,
            Machine = MachineDescription.Create(TorchEnvironment.Describe()),
            Commit = RepositoryFolder.Commit(),
            Figures =
            [
                .. direct.Figures("in the process", Goal.AtMost(2048)),
                .. http.Figures("over HTTP"),
                new Figure("p50, HTTP more than in the process", 1000 * (http.Median - direct.Median), "us"),
                new Figure("allocated, HTTP more than in the process", http.Bytes - direct.Bytes, "bytes/call"),
            ],
            Notes = ["One sentence, one call at a time, both sides in one process; no key, no TLS."],
        };
    }
}
