using System.CommandLine;
using System.Text.Json;
using TaskGrid.Benchmarks.Bytes;
using TaskGrid.Diffs;
using TaskGrid.Models;
using TaskGrid.Torch;
using TaskGrid.Training.Checkpoints;
using TaskGrid.Training.Metrics;
using TaskGrid.Training.Optimization;
using TaskGrid.Training.Runs;

namespace TaskGrid.Benchmarks.Steps;

/// <summary>
/// The hidden command that trains in a process of its own, so that memory and threads are separate. Reads a
/// <see cref="StepSetup"/> and then <see cref="StepOrder"/> lines.
/// </summary>
internal static class StepWorker
{
    /// <summary>The command's name.</summary>
    public const string CommandName = "step-worker";

    private const int Batches = 8;
    private const double MaskDensity = 0.005;

    /// <summary>The hidden command.</summary>
    public static Command Command { get; } = Create();

    private static Command Create()
    {
        var command = new Command(CommandName, "Trains steps for 'step'.") { Hidden = true };
        command.SetAction(_ => Run(Console.In, Console.Out));
        return command;
    }

    private static int Run(TextReader input, TextWriter output)
    {
        var setup = JsonSerializer.Deserialize<StepSetup>(input.ReadLine()!, JsonSerializerOptions.Web)!;
        var session = new StepSession(input, output);
        using var model = BaseModel.Load(BaseFolder.Open(setup.BaseFolder), TorchRuntime.Device(setup.Device));
        var settings = TrainSettings.Resolve(
            // So many epochs that the parent ends the loop, not the plan.
            new TrainSpec
            {
                Task = "step",
                Base = "step",
                TrainFile = "",
                BatchSize = setup.Rows,
                Epochs = 10_000,
                Structured = setup.Kind == StepKind.GatedStructured,
            },
            model.Config,
            setup.Rows,
            setup.Threads,
            setup.Half);
        TorchRuntime.SetThreads(setup.Threads);
        using var run = new TrainingRun(
            model, RandomTask(setup), settings, 1, RunCheckpoints.None(), null, CancellationToken.None);
        using var update = new PacedUpdate(Update(setup, run), session.Stepped);
        session.Send(new StepReady(TorchRuntime.Version));
        try
        {
            session.Begin();
            run.Phase("steps", update, 1e-5, keepBest: false);
        }
        catch (OperationCanceledException)
        {
            // The parent has had enough.
        }

        return 0;
    }

    private static EncodedTask RandomTask(StepSetup setup)
    {
        var random = new Random(1);
        EncodedRows Rows(int count) =>
            new(
                [
                    .. Enumerable.Range(0, count).Select(_ => new EncodedInput(
                        [.. Enumerable.Range(0, setup.Length).Select(_ => random.Next(setup.Shape.Vocabulary))],
                        setup.Length)),
                ],
                [.. Enumerable.Range(0, count).Select(_ => (float)random.Next(2))]);
        return new EncodedTask(
            TaskKind.Classification,
            outputs: 2,
            Rows(setup.Rows * Batches),
            Rows(1),
            MetricCatalog.Default(TaskKind.Classification));
    }

    private static IWeightUpdate Update(StepSetup setup, TrainingRun run)
    {
        var parameters = run.Base.Layout.Count;
        switch (setup.Kind)
        {
            case StepKind.Full: return WeightUpdates.Dense(run);
            case StepKind.Gated:
            case StepKind.GatedStructured: return WeightUpdates.Gated(run);
            case StepKind.Masked:
                var indices = RandomMask.Draw(Density.Entries(MaskDensity, parameters), parameters, seed: 1);
                return WeightUpdates.Masked(run, new MaskStart(indices, new float[indices.Length]));
            default: throw new ArgumentException($"'{setup.Kind}' is no kind of step.");
        }
    }
}
