using TaskGrid.Benchmarks.Measuring;
using TaskGrid.Benchmarks.Workers;

namespace TaskGrid.Benchmarks.Steps;

/// <summary>
/// Two processes that take turns, so that a machine that slows down slows both. Each is idle while the other computes.
/// </summary>
/// <param name="reference">PyTorch.</param>
/// <param name="own">TaskGrid.</param>
internal sealed class StepComparison(WorkerProcess reference, WorkerProcess own)
{
    private const int WarmUpSteps = 4;
    private const int FewestSteps = 3;
    private const int MostSteps = 40;

    private static readonly TimeSpan RoundTime = TimeSpan.FromSeconds(4);

    /// <summary>Compares.</summary>
    /// <param name="rounds">Pairs of rounds.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<StepResult> RunAsync(int rounds, CancellationToken cancellationToken)
    {
        var warm = await StepsAsync(reference, WarmUpSteps, cancellationToken);
        await StepsAsync(own, WarmUpSteps, cancellationToken);
        var steps = (int)Math.Clamp(Math.Ceiling(RoundTime.TotalSeconds / warm.Seconds[^1]), FewestSteps, MostSteps);
        var pairs = new List<(StepTimes Reference, StepTimes Own)>();
        for (var round = 0; round < rounds; round++)
        {
            // Who goes first changes, so that neither always finds the machine warmer.
            if (round % 2 == 0)
            {
                var first = await StepsAsync(reference, steps, cancellationToken);
                pairs.Add((first, await StepsAsync(own, steps, cancellationToken)));
            }
            else
            {
                var first = await StepsAsync(own, steps, cancellationToken);
                pairs.Add((await StepsAsync(reference, steps, cancellationToken), first));
            }
        }

        return new StepResult
        {
            ReferenceSeconds = Median.Of(pairs.Select(pair => Median.Of(pair.Reference.Seconds))),
            OwnSeconds = Median.Of(pairs.Select(pair => Median.Of(pair.Own.Seconds))),
            Ratio = Median.Of(pairs.Select(pair => Median.Of(pair.Own.Seconds) / Median.Of(pair.Reference.Seconds))),
            CpuRatio = Median.Of(pairs.Select(pair => pair.Own.CpuSeconds / pair.Reference.CpuSeconds)),
            ReferencePeakBytes = pairs[^1].Reference.PeakBytes,
            OwnPeakBytes = pairs[^1].Own.PeakBytes,
        };
    }

    private static Task<StepTimes> StepsAsync(
        WorkerProcess process, int steps, CancellationToken cancellationToken) =>
        process.AskAsync<StepOrder, StepTimes>(new StepOrder(steps), cancellationToken);
}
