using TaskGrid.Benchmarks.Measuring;
using TaskGrid.Benchmarks.Serving;
using TaskGrid.Benchmarks.Steps;
using TaskGrid.Benchmarks.Workers;

namespace TaskGrid.Benchmarks.Tests.Serving;

public sealed class BatchedLoraTests
{
    [TorchFact]
    public async Task Answers_RowsOfManyTasks_AreThoseOfEachTasksMergedWeights()
    {
        var scripts = Path.GetDirectoryName(ServingBenchmarkOptions.Script)!;
        var comparison = Path.Combine(AppContext.BaseDirectory, "Serving", "compare_lora.py");
        await using var torch = WorkerProcess.Start("PyTorch", TorchFactAttribute.Python, [comparison, scripts]);

        var differences = await torch.AskAsync<Batch, Differences>(
            new Batch(BertShape.Mini, LoraAdapter.Rank, [4, 0, 2, 4, 1, 0]), CancellationToken.None);

        Assert.InRange(differences.FromMerged, 0, 1e-5);
        Assert.InRange(differences.FromBase, 1e-3, double.MaxValue);
    }

    [TorchFact]
    public async Task Script_BatchesOfBothForms_AnswersWithTheirSeconds()
    {
        await using var torch = WorkerProcess.Start("PyTorch", TorchFactAttribute.Python, [ServingBenchmarkOptions.Script]);
        await torch.AskAsync<ServingSetup, StepReady>(
            new ServingSetup(BertShape.Mini, 8, 1, false, DeviceNames.Cpu, Adapters: 3), CancellationToken.None);

        foreach (var batched in new[] { false, true })
        {
            var time = await torch.AskAsync<ServingOrder, ServingTime>(
                new ServingOrder([2, 0, 2], batched), CancellationToken.None);
            Assert.InRange(time.Seconds, 1e-6, 60);
            Assert.InRange(time.CpuSeconds, 1e-6, 60);
        }
    }

    private sealed record Batch(BertShape Shape, int Rank, int[] Tasks);

    private sealed record Differences(double FromMerged, double FromBase);
}
