namespace TaskGrid.Training.Metrics;

/// <summary>A figure that says how well predictions match targets. Immutable and safe to share.</summary>
public abstract class Metric
{
    /// <summary>Its name in options and results.</summary>
    public abstract string Name { get; }

    /// <summary>The kind of task that it measures.</summary>
    public abstract TaskKind Kind { get; }

    /// <summary>Whether a larger value is better; true for all but errors.</summary>
    public virtual bool HigherIsBetter => true;

    /// <summary>Whether rows of one class, or one value, cannot be measured: it is 0 for any predictions there.</summary>
    public virtual bool NeedsTwoTargets => false;

    /// <summary>Whether a value is better than another one.</summary>
    /// <param name="value">A value of the metric.</param>
    /// <param name="other">Another.</param>
    public bool IsBetter(double value, double other) => HigherIsBetter ? value > other : value < other;

    /// <summary>Whether it measures a task.</summary>
    /// <param name="kind">The task's kind.</param>
    /// <param name="classes">Number of its labels; 0 for regression.</param>
    public virtual bool Fits(TaskKind kind, int classes) => kind == Kind;

    /// <summary>Checks rows that are to choose between models.</summary>
    /// <param name="targets">Their targets.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.DataInvalid"/>: it is the same for all models there.</exception>
    public void Require(ReadOnlySpan<float> targets)
    {
        if (!NeedsTwoTargets || targets.ContainsAnyExcept(targets[0])) return;
        throw new TaskGridException(
            ErrorCodes.DataInvalid,
            $"The {targets.Length} development rows have one {(Kind == TaskKind.Regression ? "value" : "label")} alone, on which "
            + $"{Name} is 0 for every model. Add rows of another one, or choose a metric that can be measured on them with --metric.");
    }

    /// <summary>Computes the metric in double precision, in one order of summation: equal input, equal bits.</summary>
    /// <param name="predictions">Predicted class indices or values.</param>
    /// <param name="targets">True class indices or values, as many.</param>
    /// <returns>The value; NaN when a predicted value of a regression is not finite.</returns>
    /// <exception cref="ArgumentException">Lengths differ or are 0.</exception>
    public double Compute(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets)
    {
        if (predictions.Length != targets.Length || targets.IsEmpty)
        {
            throw new ArgumentException(
                $"{predictions.Length} predictions for {targets.Length} targets; as many are needed, and at least one.",
                nameof(predictions));
        }

        return Value(predictions, targets);
    }

    /// <summary>
    /// What a constant guess reaches: the class that is most frequent in training (of equals the one of lower index), or
    /// for regression the mean training value. Any use of the inputs must beat it.
    /// </summary>
    /// <param name="training">Targets of the training rows.</param>
    /// <param name="targets">Targets of the rows that are measured.</param>
    /// <exception cref="ArgumentException">One of them is empty.</exception>
    public double Baseline(ReadOnlySpan<float> training, ReadOnlySpan<float> targets)
    {
        if (training.IsEmpty)
        {
            throw new ArgumentException("A constant guess needs at least one training target.", nameof(training));
        }

        var guess = new float[targets.Length];
        Array.Fill(guess, Kind == TaskKind.Regression ? Mean(training) : MostFrequent(training));
        return Compute(guess, targets);
    }

    /// <summary>Computes the metric of at least one pair.</summary>
    /// <param name="predictions">Predicted class indices or values.</param>
    /// <param name="targets">True class indices or values, as many.</param>
    private protected abstract double Value(ReadOnlySpan<float> predictions, ReadOnlySpan<float> targets);

    private static float Mean(ReadOnlySpan<float> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }

        return (float)(sum / values.Length);
    }

    private static float MostFrequent(ReadOnlySpan<float> classes)
    {
        var counts = new SortedDictionary<float, int>();
        foreach (var index in classes)
        {
            counts[index] = counts.GetValueOrDefault(index) + 1;
        }

        return counts.MaxBy(entry => entry.Value).Key;
    }
}
