using TaskGrid.Training.Data;

namespace TaskGrid.Samples.Baselines;

/// <summary>
/// A linear model over <see cref="TextFeatures"/>: logistic regression for classes, least squares for values, trained
/// by AdaGrad. What it reaches is what single words and pairs of neighbouring words give away.
/// </summary>
public sealed class LinearBaseline
{
    private const int Epochs = 30;
    private const float LearningRate = 0.1f;
    private const float Decay = 1e-4f;

    private readonly TextFeatures _features;
    private readonly float[][] _weights;
    private readonly float[][] _squares;

    private LinearBaseline(TextFeatures features, int outputs)
    {
        _features = features;
        _weights = New(outputs, features.Count + 1);
        _squares = New(outputs, features.Count + 1);
    }

    /// <summary>Trains a model on <see cref="TaskData.Train"/>.</summary>
    /// <param name="data">The data.</param>
    /// <param name="seed">Seed of the order of the rows.</param>
    public static LinearBaseline Train(TaskData data, int seed)
    {
        var features = new TextFeatures(data.Train);
        var model = new LinearBaseline(features, Math.Max(1, data.Labels.Length));
        var rows = data.Train.Select(row => (Features: features.Of(row), row.Target)).ToArray();
        var random = new Random(seed);
        for (var epoch = 0; epoch < Epochs; epoch++)
        {
            random.Shuffle(rows);
            foreach (var (row, target) in rows)
            {
                model.Learn(row, target);
            }
        }

        return model;
    }

    /// <summary>Predicts class indices or values.</summary>
    /// <param name="rows">The rows; their targets are not looked at.</param>
    public float[] Predict(TaskRows rows) => [.. rows.Select(row =>
    {
        var outputs = Outputs(_features.Of(row));
        return outputs.Length == 1 ? outputs[0] : Array.IndexOf(outputs, outputs.Max());
    })];

    private void Learn(int[] row, float target)
    {
        var outputs = Outputs(row);
        if (outputs.Length > 1)
        {
            ToProbabilities(outputs);
        }

        for (var output = 0; output < outputs.Length; output++)
        {
            var wanted = outputs.Length == 1 ? target : target == output ? 1 : 0;
            var slope = outputs[output] - wanted;
            Step(output, _features.Count, slope);
            foreach (var feature in row)
            {
                Step(output, feature, slope);
            }
        }
    }

    private void Step(int output, int feature, float slope)
    {
        ref var weight = ref _weights[output][feature];
        ref var square = ref _squares[output][feature];
        var gradient = slope + (Decay * weight);
        square += gradient * gradient;
        weight -= LearningRate * gradient / MathF.Sqrt(square + 1e-8f);
    }

    private float[] Outputs(int[] row) =>
        Array.ConvertAll(_weights, weights => weights[^1] + row.Sum(feature => weights[feature]));

    private static void ToProbabilities(float[] outputs)
    {
        var largest = outputs.Max();
        var sum = 0f;
        for (var output = 0; output < outputs.Length; output++)
        {
            sum += outputs[output] = MathF.Exp(outputs[output] - largest);
        }

        for (var output = 0; output < outputs.Length; output++)
        {
            outputs[output] /= sum;
        }
    }

    private static float[][] New(int rows, int columns)
    {
        var table = new float[rows][];
        for (var row = 0; row < rows; row++)
        {
            table[row] = new float[columns];
        }

        return table;
    }
}
