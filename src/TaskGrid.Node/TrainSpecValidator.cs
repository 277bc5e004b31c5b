using TaskGrid.Diffs;
using TaskGrid.Training.Data;
using TaskGrid.Training.Methods;
using TaskGrid.Training.Metrics;

namespace TaskGrid.Node;

/// <summary>Checks a spec's numbers and names, all at once.</summary>
internal static class TrainSpecValidator
{
    /// <summary>Everything that is wrong with a spec, but for its names.</summary>
    public static List<string> Problems(TrainSpec spec)
    {
        var problems = new List<string>();
        void Need(bool condition, string problem)
        {
            if (!condition) problems.Add(problem);
        }

        Need(spec.Density is > 0 and <= 1, $"density {spec.Density}: above 0 and at most 1, e.g. 0.005");
        Need(
            spec.Density == TrainSpec.DefaultDensity || !MethodCatalog.WithoutDensity.Contains(spec.Method),
            $"density {spec.Density}: method '{spec.Method}' trains whole tensors and takes none");
        Need(spec.Epochs is null or (>= 1 and <= TrainSpec.MaxEpochs), $"epochs {spec.Epochs}: 1 to {TrainSpec.MaxEpochs}");
        Need(
            spec.BatchSize is null or (>= 1 and <= TrainSpec.MaxBatchSize),
            $"batch size {spec.BatchSize}: 1 to {TrainSpec.MaxBatchSize}");
        Need(spec.MaxLength is null or >= 3, $"longest input {spec.MaxLength}: at least 3 tokens");
        Need(spec.LearningRate is null or (> 0 and <= 1), $"learning rate {spec.LearningRate}: above 0 and at most 1");
        Need(
            spec.FirstLearningRate is null or (> 0 and <= 1),
            $"learning rate of the first phase {spec.FirstLearningRate}: above 0 and at most 1");
        Need(
            spec.FirstLearningRate is null || MethodCatalog.WithTwoPhases.Contains(spec.Method),
            $"learning rate of the first phase {spec.FirstLearningRate}: method '{spec.Method}' has one phase");
        Need(spec.Threads is null or (>= 1 and <= 1024), $"threads {spec.Threads}: 1 to 1024");
        Need(
            MethodCatalog.Names.Contains(spec.Method),
            $"method '{spec.Method}': one of {string.Join(", ", MethodCatalog.Names)}");
        Need(
            !spec.Structured || spec.Method == "diff-pruning",
            $"structured: only method 'diff-pruning' has that form, not '{spec.Method}'");
        Need(
            spec.Precision is "auto" or "fp32" or "bf16", $"precision '{spec.Precision}': one of auto, fp32, bf16");
        Need(
            spec.ValueFormat == "auto" || ValueFormatNames.All.Contains(spec.ValueFormat),
            $"value format '{spec.ValueFormat}': one of auto, {string.Join(", ", ValueFormatNames.All)}");
        Need(
            spec.Kind is null or TaskKindName.Classification or TaskKindName.Regression,
            $"kind '{spec.Kind}': one of {TaskKindName.Classification}, {TaskKindName.Regression}");
        Need(
            spec.Metric is null || MetricCatalog.Names.Contains(spec.Metric),
            $"metric '{spec.Metric}': one of {string.Join(", ", MetricCatalog.Names)}");
        foreach (var column in (string?[])[spec.Columns.Text, spec.Columns.TextPair, spec.Columns.Label])
            Need(
                column is null or { Length: <= DataColumns.MaxName },
                $"a column's name of {column?.Length:N0} characters: at most {DataColumns.MaxName}");
        Need(
            spec.Kind is not (TaskKindName.Classification or TaskKindName.Regression)
                || spec.Metric is null || !MetricCatalog.Names.Contains(spec.Metric)
                || MetricCatalog.Get(spec.Metric).Kind == TaskKindName.Parse(spec.Kind),
            $"metric '{spec.Metric}': it does not measure {spec.Kind}");
        Need(
            spec.Positive is null || spec.Metric == "f1",
            $"positive label '{spec.Positive}': only the metric 'f1' is of one of two labels, not '{spec.Metric}'");
        return problems;
    }
}
