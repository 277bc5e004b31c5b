using System.Diagnostics;
using TaskGrid.Diffs;
using TaskGrid.Torch;
using TaskGrid.Training;
using TaskGrid.Training.Data;
using TaskGrid.Training.Methods;
using TaskGrid.Training.Metrics;
using TaskGrid.Training.Runs;

namespace TaskGrid.Node;

/// <summary>One training from data files to a diff file.</summary>
internal static class TaskTraining
{
    private const int MaxLabels = 200;

    /// <summary>Trains.</summary>
    /// <param name="bases">Holds the base.</param>
    /// <param name="spec">What to train; its files are paths.</param>
    /// <param name="compute">How to compute.</param>
    /// <param name="control">Checkpoints, pause, and where it starts.</param>
    /// <param name="progress">Is told about four times a second; may be null.</param>
    /// <param name="cancellationToken">Ends the run within a step.</param>
    /// <returns>The diff file, and the result, still without a version.</returns>
    /// <exception cref="TaskGridException">Data, options, base or training.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="TrainingPausedException">It was paused.</exception>
    public static (byte[] File, TrainResult Result) Run(
        BaseCatalog bases,
        TrainSpec spec,
        ComputeChoice compute,
        TrainControl control,
        IProgress<TrainProgress>? progress,
        CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var data = TaskData.Load(
            spec.TrainFile, spec.DevFile, spec.Columns, TaskKindName.Parse(spec.Kind), spec.Seed, spec.Positive,
            cancellationToken);
        var model = bases.Load(spec.Base);
        var settings = TrainSettings.Resolve(spec, model.Config, data.Train.Count, compute.Threads, compute.Half);
        TorchRuntime.SetThreads(compute.Threads);
        var trained = TaskTrainer.Train(model, data, spec, settings, progress, control, cancellationToken);
        var record = new TrainingRecord
        {
            Base = spec.Base,
            Method = trained.Method,
            Metric = trained.Metric,
            Value = trained.Value,
            MajorityValue = trained.MajorityValue,
            Density = MethodCatalog.WithoutDensity.Contains(spec.Method)
                ? (double)trained.Task.Diff.Count / model.Info.Parameters
                : spec.Density,
            Pairs = data.Pairs,
            TrainRows = data.Train.Count,
            DevRows = data.Dev.Count,
            Epochs = settings.Epochs,
            BatchSize = settings.BatchSize,
            MaxLength = settings.MaxLength,
            Steps = trained.Steps,
            LearningRate = settings.LastRate,
            Seed = spec.Seed,
            Precision = compute.Precision,
            Device = bases.Device,
            Threads = compute.Threads,
        };
        cancellationToken.ThrowIfCancellationRequested();
        using var stream = new MemoryStream();
        DiffFile.Write(stream, trained.Task with { TrainingRecordJson = TrainingRecordJson.Write(record) }, trained.ValueFormat);
        var file = stream.ToArray();
        var info = DiffReader.Open(file).Info;
        return (file, new TrainResult
        {
            Task = spec.Task,
            Version = 0,
            Base = spec.Base,
            BaseFingerprint = model.Fingerprint.Hex,
            Method = trained.Method,
            Metric = trained.Metric,
            Positive = MetricCatalog.Positive(data.Labels),
            Value = trained.Value,
            MajorityValue = trained.MajorityValue,
            Parameters = model.Info.Parameters,
            NonEmbeddingParameters = model.Info.NonEmbeddingParameters,
            Density = info.Density,
            NonEmbeddingDensity = (double)info.Entries / model.Info.NonEmbeddingParameters,
            Nonzeros = info.Entries,
            DiffBytes = info.PositionBytes + info.ValueBytes,
            HeadBytes = info.HeadBytes,
            FileBytes = info.FileBytes,
            ValueFormat = info.ValueFormat.Name(),
            TrainRows = data.Train.Count,
            DevRows = data.Dev.Count,
            Columns = data.Columns,
            Labels = LabelsOf(data),
            Steps = trained.Steps,
            Epochs = settings.Epochs,
            Seed = spec.Seed,
            Precision = compute.Precision,
            Device = bases.Device,
            Threads = compute.Threads,
            Seconds = clock.Elapsed.TotalSeconds,
        });
    }

    private static LabelRows[] LabelsOf(TaskData data)
    {
        var rows = data.Train.Targets.CountBy(target => target).ToDictionary();
        return
        [
            .. data.Labels.Select((label, index) => new LabelRows(label, rows.GetValueOrDefault(index)))
                .OrderByDescending(label => label.Rows).Take(MaxLabels),
        ];
    }
}
