namespace TaskGrid.Benchmarks.Quality.Baselines;

/// <summary>
/// Multinomial logistic regression over sparse binary features, a row's scaled to length 1, by stochastic gradient descent
/// with one row a step and a constant rate.
/// </summary>
/// <param name="features">Number of features.</param>
/// <param name="classes">Number of classes.</param>
internal sealed class SoftmaxRegression(int features, int classes)
{
    private const float Rate = 1;

    private readonly float[] _weights = new float[features * classes]; // [feature, class]
    private readonly double[] _scores = new double[classes];

    /// <summary>One step on one row.</summary>
    /// <param name="row">Its features, at least one.</param>
    /// <param name="target">Its class.</param>
    public void Learn(int[] row, int target)
    {
        Score(row);
        var highest = _scores.Max();
        for (var index = 0; index < classes; index++) _scores[index] = Math.Exp(_scores[index] - highest);
        var sum = _scores.Sum();
        var step = Rate / Math.Sqrt(row.Length);
        for (var index = 0; index < classes; index++)
            _scores[index] = step * ((index == target ? 1 : 0) - (_scores[index] / sum));
        foreach (var feature in row)
        {
            var weights = Weights(feature);
            for (var index = 0; index < classes; index++) weights[index] += (float)_scores[index];
        }
    }

    /// <summary>The class with the highest score, of equal ones the first.</summary>
    /// <param name="row">The row's features, at least one.</param>
    public int Predict(int[] row)
    {
        Score(row);
        return Array.IndexOf(_scores, _scores.Max());
    }

    private void Score(int[] row)
    {
        Array.Clear(_scores);
        foreach (var feature in row)
        {
            var weights = Weights(feature);
            for (var index = 0; index < classes; index++) _scores[index] += weights[index];
        }

        var length = Math.Sqrt(row.Length);
        for (var index = 0; index < classes; index++) _scores[index] /= length;
    }

    private Span<float> Weights(int feature) => _weights.AsSpan(feature * classes, classes);
}
