using System.Diagnostics;
using TaskGrid.Diffs;
using TaskGrid.Models;
using TaskGrid.Torch;
using TaskGrid.Training;
using TaskGrid.Training.Data;
using TaskGrid.Training.Metrics;
using TaskGrid.Training.Runs;

namespace TaskGrid.Benchmarks.Quality.Runs;

/// <summary>Trains one run and scores what is read back from its diff file.</summary>
internal static class QualityTraining
{
    /// <summary>Precision of the encoder under a mixed-precision spec.</summary>
    public const string Half = "bf16";

    /// <summary>The numbers that a spec leads to.</summary>
    public static TrainSettings Settings(TrainSpec spec, EncoderConfig config, int rows) =>
        TrainSettings.Resolve(spec, config, rows, spec.Threads ?? 1, spec.Precision == Half);

    /// <summary>Trains and scores.</summary>
    /// <param name="request">What to do.</param>
    /// <param name="progress">Is told about four times a second.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <exception cref="TaskGridException">The run failed.</exception>
    public static QualityOutcome Run(
        QualityRequest request, IProgress<TrainProgress> progress, CancellationToken cancellationToken)
    {
        var (spec, folder) = (request.Spec, BaseFolder.Open(request.BaseFolder));
        TorchRuntime.SetThreads(spec.Threads ?? 1);
        using var model = BaseModel.Load(folder);
        var data = TaskData.Load(spec.TrainFile, spec.DevFile, spec.Columns, null, spec.Seed, cancellationToken: cancellationToken);
        var clock = Stopwatch.StartNew();
        var settings = Settings(spec, model.Config, data.Train.Count);
        var trained = TaskTrainer.Train(model, data, spec, settings, progress, cancellationToken: cancellationToken);
        var seconds = clock.Elapsed.TotalSeconds;

        Directory.CreateDirectory(Path.GetDirectoryName(request.DiffFile)!);
        using (var file = File.Create(request.DiffFile)) DiffFile.Write(file, trained.Task, trained.ValueFormat);
        var reader = DiffFile.Open(new MemoryStream(File.ReadAllBytes(request.DiffFile)));
        using var served = new TaskModel(model, reader.ReadAll());
        var test = LabelledData.LoadForEvaluation(
            request.TestFile, spec.Columns, data.Kind, data.Labels, data.Pairs, cancellationToken);
        var metric = MetricCatalog.Get(trained.Metric);
        return new QualityOutcome
        {
            Metric = metric.Name,
            Dev = trained.Value,
            Test = TaskTrainer.Evaluate(served, test, metric, cancellationToken),
            Nonzeros = reader.Info.Entries,
            DiffBytes = reader.Info.PositionBytes + reader.Info.ValueBytes,
            FileBytes = reader.Info.FileBytes,
            ValueFormat = reader.Info.ValueFormat.Name(),
            Seconds = seconds,
            Steps = trained.Steps,
        };
    }
}
