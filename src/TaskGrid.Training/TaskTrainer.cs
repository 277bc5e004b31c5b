using TaskGrid.Diffs;
using TaskGrid.Models;
using TaskGrid.Training.Checkpoints;
using TaskGrid.Training.Data;
using TaskGrid.Training.Methods;
using TaskGrid.Training.Metrics;
using TaskGrid.Training.Runs;
using TorchSharp;
using static TorchSharp.torch;

namespace TaskGrid.Training;

/// <summary>Learns a task on a base model.</summary>
public static class TaskTrainer
{
    /// <summary>
    /// Trains, chooses the value format, and returns what is to be stored. Several runs may train at once, each on a
    /// thread of its own for which the number of threads of an operator was set; they do not change each other's result.
    /// </summary>
    /// <param name="model">The base; it is not changed.</param>
    /// <param name="data">Checked data.</param>
    /// <param name="spec">What the user declared.</param>
    /// <param name="settings">The run's numbers.</param>
    /// <param name="progress">Is told about four times a second; may be null.</param>
    /// <param name="control">Checkpoints, pause, early stop, and where the run starts; null: none of it.</param>
    /// <param name="cancellationToken">Ends the run within a step; nothing is left behind.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.InvalidArgument"/>: method, metric, density, value
    /// format or <paramref name="control"/>; <see cref="ErrorCodes.OutOfMemory"/>: the method's state would not fit;
    /// <see cref="ErrorCodes.TrainingDiverged"/>; <see cref="ErrorCodes.CheckpointInvalid"/>: the checkpoint to go on
    /// from is damaged or of another run; <see cref="ErrorCodes.DiffBaseMismatch"/> or
    /// <see cref="ErrorCodes.DiffInvalid"/>: the earlier version to start from does not fit the base.</exception>
    /// <exception cref="TrainingPausedException"><see cref="TrainControl.PauseToken"/> was cancelled.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static TrainedTask Train(
        BaseModel model,
        TaskData data,
        TrainSpec spec,
        TrainSettings settings,
        IProgress<TrainProgress>? progress = null,
        TrainControl? control = null,
        CancellationToken cancellationToken = default)
    {
        control ??= new TrainControl();
        control.Check();
        var method = MethodCatalog.Get(spec.Method);
        var metric = MetricCatalog.Get(spec.Metric, data.Kind, data.Labels.Length);
        metric.Require(data.Dev.Targets.AsSpan());
        var memory = TrainingMemory.Of(model.Config, model.Layout.Count, spec.Method, settings);
        // How much a device has only the device knows: there, what does not fit fails with the same code.
        if (model.Device.type == DeviceType.CPU) memory.Require(spec.Method, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);
        using var reading = model.Share();
        using var scope = NewDisposeScope();
        var task = new EncodedTask(
            data.Kind,
            data.Kind == TaskKind.Regression ? 1 : data.Labels.Length,
            Encode(model, data.Train, settings, control, cancellationToken),
            Encode(model, data.Dev, settings, control, cancellationToken),
            metric);
        var checkpoints = new RunCheckpoints(
            control, () => RunIdentity.Of(model.Fingerprint, data, task, spec, settings, control));
        using var run = new TrainingRun(
            model, task, settings, method.Phases, checkpoints, progress, cancellationToken);
        if (control.ContinueFrom is { } earlier) ContinueFrom(earlier, run, data);
        var diff = method.Train(run);
        var trained = new TaskDiff
        {
            Diff = diff,
            Base = model.Fingerprint,
            Head = StoredHead.Of(run.Network, task),
            Task = new TaskDefinition
            {
                Kind = data.Kind,
                Metric = metric.Name,
                Labels = data.Labels,
                MaxTokens = settings.MaxLength,
            },
        };
        // The state of the last step is gone: a run that is paused here goes on from its newest checkpoint.
        var (stored, format, value) = checkpoints.UnlessPaused<(TaskDiff, ValueFormat, double)?>(
            stop => ValueFormatChoice.Choose(trained, spec.ValueFormat, metric, candidate =>
            {
                using var served = new TaskModel(model, candidate);
                return Evaluate(served, data.Dev, metric, stop);
            }),
            cancellationToken) ?? throw new TrainingPausedException(run.Progress.StepsDone, checkpointWritten: false);
        return new TrainedTask
        {
            Task = stored,
            ValueFormat = format,
            Method = method.Name == DiffPruning.MethodName && settings.Structured ? method.Name + "-structured" : method.Name,
            Metric = metric.Name,
            Value = value,
            MajorityValue = metric.Baseline(data.Train.Targets.AsSpan(), data.Dev.Targets.AsSpan()),
            Steps = run.Progress.StepsDone,
        };
    }

    /// <summary>A metric of a served task on labelled rows: the one way to a number.</summary>
    /// <param name="served">The task.</param>
    /// <param name="rows">Labelled rows.</param>
    /// <param name="metric">The metric.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    public static double Evaluate(
        ITaskModel served, TaskRows rows, Metric metric, CancellationToken cancellationToken = default) =>
        metric.Compute(Predict(served, rows, cancellationToken), rows.Targets.AsSpan());

    /// <summary>Class indices or values [rows] that a served task predicts.</summary>
    /// <param name="served">The task.</param>
    /// <param name="rows">The rows; their targets are not looked at.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    public static float[] Predict(ITaskModel served, TaskRows rows, CancellationToken cancellationToken = default)
    {
        var logits = served.Logits([.. rows.Select(row => new TextInput(row.Text, row.TextPair))], cancellationToken);
        return Predictions.Of(served.Task.Kind, logits, logits.Length / rows.Count);
    }

    private static EncodedRows Encode(
        BaseModel model, TaskRows rows, TrainSettings settings, TrainControl control, CancellationToken cancellationToken)
    {
        var encoded = new List<EncodedInput>(rows.Count);
        foreach (var row in rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            RunCheckpoints.ThrowIfPaused(control);
            encoded.Add(model.Encode(new TextInput(row.Text, row.TextPair), settings.MaxLength));
        }

        return new([.. encoded], [.. rows.Targets]);
    }

    private static void ContinueFrom(TaskDiff earlier, TrainingRun run, TaskData data)
    {
        earlier.CheckBase(run.Base.Fingerprint, run.Base.Layout);
        run.Network.StartFrom(earlier.Diff);
        if (earlier.Task.Kind == data.Kind && earlier.Task.Labels.SequenceEqual(data.Labels))
            StoredHead.Start(run.Network, run.Task, earlier.Head);
    }
}
