using TaskGrid.Serving.Tests.Fixtures;
using Xunit.Abstractions;

namespace TaskGrid.Serving.Tests;

/// <summary>What the garbage collector hands out for a request, callers included.</summary>
public sealed class AllocationTests(ITestOutputHelper output)
{
    private const int Callers = 32, Rounds = 20;

    // What the documents promise; TorchSharp's package has larger handles, more of them, and new ones for each pass.
#if TORCHSHARP_PACKAGE
    private const long MostInBatches = 16 << 10, MostAlone = 64 << 10;
#else
    private const long MostInBatches = 2048, MostAlone = 2048;
#endif

    [Fact]
    public async Task ScoreAsync_ManyCallers_StaysBelowTwoKilobytesARequest()
    {
        using var served = new ServedBase("tg-mini", 4);
        using var server = new TaskServer(served.Model, new ServingOptions { Threads = 1, Mode = ServingMode.Mixed });
        ResidentTask[] tasks = [.. Enumerable.Range(0, 8).Select(_ => server.Load(served.Task(0.005)))];
        var rows = served.Rows(Callers * Rounds, tasks.Length);
        await AskAsync();
        var (before, batches) = (GC.GetTotalAllocatedBytes(precise: true), server.Status.Batching.Batches);
        await AskAsync();
        var each = (GC.GetTotalAllocatedBytes(precise: true) - before) / rows.Count;
        batches = server.Status.Batching.Batches - batches;
        output.WriteLine($"{each} bytes a request, {rows.Count / batches} texts a batch");
        Assert.InRange(each, 1, MostInBatches);

        async Task AskAsync()
        {
            for (var round = 0; round < Rounds; round++)
            {
                var asked = rows.GetRange(round * Callers, Callers);
                await Task.WhenAll(asked.Select(row => server.ScoreAsync("t", tasks[row.Task], [row.Input])));
            }
        }
    }

    [Fact]
    public async Task ScoreAsync_OneCallerAlone_StaysBelowTwoKilobytesARequest()
    {
        using var served = new ServedBase("tg-mini", 4);
        using var server = new TaskServer(served.Model, new ServingOptions { Threads = 1, Mode = ServingMode.Mixed });
        var task = server.Load(served.Task(0.005));
        var inputs = new[] { served.Input(20) };
        for (var call = 0; call < Rounds; call++) await server.ScoreAsync("t", task, inputs);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        for (var call = 0; call < Rounds; call++) await server.ScoreAsync("t", task, inputs);
        var each = (GC.GetTotalAllocatedBytes(precise: true) - before) / Rounds;
        output.WriteLine($"{each} bytes a request");
        Assert.InRange(each, 1, MostAlone);
    }
}
