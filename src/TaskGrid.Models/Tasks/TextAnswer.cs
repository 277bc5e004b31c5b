using System.Globalization;
using TaskGrid.Diffs;

namespace TaskGrid.Models;

/// <summary>Turns logits into what is answered.</summary>
public static class TextAnswer
{
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
        var weights = new double[logits.Length];
        for (var label = 0; label < weights.Length; label++) weights[label] = Math.Exp(logits[label] - largest);
        var sum = weights.Sum();
        var scores = weights.Select((weight, label) => new LabelScore(task.Labels[label], weight / sum))
            .OrderByDescending(score => score.Score).ToArray();
        return new TextPrediction(scores[0].Label, scores);
    }
}
