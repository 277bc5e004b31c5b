using TaskGrid.Benchmarks.Machine;
using TaskGrid.Benchmarks.Output;
using TaskGrid.Benchmarks.Workers;

namespace TaskGrid.Benchmarks.Steps;

/// <summary>Compares the kinds of steps of one case, each in a process of its own beside one of PyTorch.</summary>
/// <param name="python">The Python with PyTorch.</param>
/// <param name="rounds">Pairs of rounds.</param>
/// <param name="progress">Where to say how far it is.</param>
internal sealed class StepMatrix(string python, int rounds, ProgressLine progress)
{
    /// <summary>Version of PyTorch, once it has started.</summary>
    public string Version { get; private set; } = "";

    /// <summary>Measures one case.</summary>
    /// <param name="setup">The case; its kind is set for each comparison.</param>
    /// <param name="label">The case in words.</param>
    /// <param name="kinds">What to compare.</param>
    /// <param name="cancellationToken">Ends the processes.</param>
    public async Task<IReadOnlyList<Figure>> MeasureAsync(
        StepSetup setup, string label, IEnumerable<StepKind> kinds, CancellationToken cancellationToken)
    {
        var figures = new List<Figure>();
        var environment = TorchEnvironment.Create(setup.Threads);
        await using var reference = WorkerProcess.Start("PyTorch", python, [StepOptions.Script], environment);
        Version = (await reference.AskAsync<StepSetup, StepReady>(setup, cancellationToken)).Version;
        foreach (var kind in kinds)
        {
            progress.Update($"{label}: {kind.Label}");
            await using var own = WorkerProcess.StartOwn(StepWorker.CommandName, environment);
            await own.AskAsync<StepSetup, StepReady>(setup with { Kind = kind.Name }, cancellationToken);
            var result = await new StepComparison(reference, own).RunAsync(rounds, cancellationToken);
            figures.AddRange(Figures(label, kind, result));
            var (ownTime, referenceTime) = (1000 * result.OwnSeconds, 1000 * result.ReferenceSeconds);
            progress.Print(FormattableString.Invariant(
                $"{label}: {kind.Label} {ownTime:0.0} ms, PyTorch {referenceTime:0.0} ms, {result.Ratio:0.000} x"));
        }

        return figures;
    }

    private static IEnumerable<Figure> Figures(string label, StepKind kind, StepResult result)
    {
        yield return new Figure($"{label}: {kind.Label} over PyTorch's full", result.Ratio, "x", kind.Goal);
        yield return new Figure($"{label}: {kind.Label} over PyTorch's full, processor time", result.CpuRatio, "x");
        yield return new Figure($"{label}: {kind.Label}", 1000 * result.OwnSeconds, "ms");
        yield return new Figure($"{label}: PyTorch beside {kind.Label}", 1000 * result.ReferenceSeconds, "ms");
        yield return new Figure($"{label}: {kind.Label}, peak memory", result.OwnPeakBytes / 1e6, "MB");
        if (kind.Name == StepKind.Full)
            yield return new Figure($"{label}: PyTorch, peak memory", result.ReferencePeakBytes / 1e6, "MB");
    }
}
