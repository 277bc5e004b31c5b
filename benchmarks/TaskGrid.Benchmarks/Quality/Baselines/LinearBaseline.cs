using TaskGrid.Models;
using TaskGrid.Training.Data;
using TaskGrid.Training.Metrics;

namespace TaskGrid.Benchmarks.Quality.Baselines;

/// <summary>A linear classifier over wordpieces: what a task gives away without any encoder.</summary>
internal static class LinearBaseline
{
    /// <summary>Rises with a change of the code that changes scores.</summary>
    public const int Revision = 1;

    /// <summary>Seed of the rows that are held out and of the order of training rows.</summary>
    public const int Seed = 1;

    private const int Epochs = 30;

    /// <summary>Trains on the training rows and scores the test rows with the epoch that is best on the development rows.</summary>
    /// <param name="data">Rows of a classification.</param>
    /// <param name="test">Rows that take no part in any choice.</param>
    /// <param name="tokenizer">The base's tokenizer.</param>
    /// <param name="cancellationToken">Ends the training.</param>
    public static LinearScore Score(
        TaskData data, TaskRows test, WordPieceTokenizer tokenizer, CancellationToken cancellationToken)
    {
        var metric = MetricCatalog.Default(data.Kind);
        var features = new TextFeatures(tokenizer);
        var (train, dev, scored) = (Rows(data.Train, features.Learn), Rows(data.Dev, features.Of), Rows(test, features.Of));
        var model = new SoftmaxRegression(features.Count, data.Labels.Length);
        var random = new Random(Seed);
        var best = new LinearScore(0, double.NegativeInfinity, 0);
        for (var epoch = 1; epoch <= Epochs; epoch++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            random.Shuffle(train);
            foreach (var (row, target) in train) model.Learn(row, (int)target);
            var value = Measure(dev);
            if (metric.IsBetter(value, best.Dev)) best = new LinearScore(epoch, value, Measure(scored));
        }

        return best;

        double Measure((int[] Row, float Target)[] rows) =>
            metric.Compute(
                Array.ConvertAll(rows, row => (float)model.Predict(row.Row)), Array.ConvertAll(rows, row => row.Target));
    }

    private static (int[] Row, float Target)[] Rows(TaskRows rows, Func<TaskRow, int[]> features) =>
        [.. rows.Select(row => (features(row), row.Target))];
}
