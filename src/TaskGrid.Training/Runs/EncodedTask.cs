using TaskGrid.Training.Metrics;
using static TorchSharp.torch;

namespace TaskGrid.Training.Runs;

/// <summary>A task's data as the network sees it, with its loss and its metric.</summary>
internal sealed class EncodedTask
{
    public EncodedTask(TaskKind kind, int outputs, EncodedRows train, EncodedRows dev, Metric metric)
    {
        (Kind, Outputs, Train, Dev, Metric) = (kind, outputs, train, dev, metric);
        if (kind != TaskKind.Regression) return;
        var mean = train.Targets.Average(target => (double)target);
        var deviation = Math.Sqrt(train.Targets.Average(target => (target - mean) * (target - mean)));
        (Mean, Deviation) = ((float)mean, (float)deviation);
        if (float.IsNormal(Deviation) && float.IsNormal(1 / Deviation)) return;
        throw new TaskGridException(
            ErrorCodes.DataInvalid,
            FormattableString.Invariant(
                $"The labels' standard deviation is {deviation:g3}, which single precision cannot divide by. ")
            + "Scale the labels, for example to a deviation of 1.");
    }

    public TaskKind Kind { get; }

    /// <summary>L: classes, or 1 for regression.</summary>
    public int Outputs { get; }

    public EncodedRows Train { get; }

    public EncodedRows Dev { get; }

    /// <summary>Mean of the training targets; a regression head learns (target − mean) ÷ deviation.</summary>
    public float Mean { get; }

    /// <summary>Standard deviation of the training targets.</summary>
    public float Deviation { get; } = 1;

    /// <summary>Mean cross-entropy, or mean squared error of the standardised value.</summary>
    /// <param name="logits">[B, L].</param>
    /// <param name="targets">Class indices or values [B].</param>
    public Tensor Loss(Tensor logits, float[] targets)
    {
        if (Kind == TaskKind.Classification)
            return nn.functional.cross_entropy(logits, tensor(Array.ConvertAll(targets, target => (long)target)));
        var standardised = Array.ConvertAll(targets, target => (target - Mean) / Deviation);
        return nn.functional.mse_loss(logits.squeeze(1), tensor(standardised));
    }

    /// <summary>The task's metric.</summary>
    public Metric Metric { get; }

    /// <summary>The metric of logits [rows, L].</summary>
    public double Measure(float[] logits, float[] targets)
    {
        var predictions = Kind == TaskKind.Regression
            ? Array.ConvertAll(logits, logit => (logit * Deviation) + Mean)
            : Predictions.Of(Kind, logits, Outputs);
        return Metric.Compute(predictions, targets);
    }
}
