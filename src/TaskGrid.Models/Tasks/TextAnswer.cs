using System.Globalization;
using TaskGrid.Diffs;

namespace TaskGrid.Models;

/// <summary>Turns logits into what is answered.</summary>
public static class TextAnswer
{
    private const int MostOnStack = 256;

    /// <summary>Answers inputs in their order.</summary>
    /// <param name="model">The task.</param>
    /// <param name="inputs">Texts or pairs.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    public static IReadOnlyList<TextPrediction> Predict(
        this ITaskModel model, IReadOnlyList<TextInput> inputs, CancellationToken cancellationToken = default)
    {
        var logits = model.Logits(inputs, cancellationToken);
        var outputs = logits.Length / Math.Max(1, inputs.Count);
        return [.. inputs.Select((_, row) => Of(model.Task, logits.AsSpan(row * outputs, outputs)))];
    }

    /// <summary>The answer to one input.</summary>
    /// <param name="task">Kind and labels.</param>
    /// <param name="logits">Logits [L]; for regression the value [1].</param>
    public static TextPrediction Of(TaskDefinition task, ReadOnlySpan<float> logits)
    {
        if (task.Kind == TaskKind.Regression)
        {
            var value = logits[0].ToString("R", CultureInfo.InvariantCulture);
            return new TextPrediction(value, [new LabelScore("value", logits[0])]);
        }

        var largest = logits[0];
        foreach (var logit in logits) largest = Math.Max(largest, logit);
        // The best first; of equals the first label, as the metrics take it.
        Span<(double Negative, int Label)> order =
            logits.Length <= MostOnStack ? stackalloc (double, int)[logits.Length] : new (double, int)[logits.Length];
        var sum = 0.0;
        for (var label = 0; label < order.Length; label++)
        {
            var weight = Math.Exp(logits[label] - largest);
            order[label] = (-weight, label);
            sum += weight;
        }

        order.Sort();
        var scores = new LabelScore[order.Length];
        for (var rank = 0; rank < scores.Length; rank++)
            scores[rank] = new LabelScore(task.Labels[order[rank].Label], -order[rank].Negative / sum);
        return new TextPrediction(scores[0].Label, scores);
    }
}
