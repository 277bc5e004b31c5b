namespace TaskGrid.Training.Data.Labels;

/// <summary>
/// Guesses the kind of task from its training labels: regression when all are numbers and at least one of them is not
/// an integer, otherwise classification. Where a few labels among non-integer numbers are not numbers (one in ten at
/// most), it says regression too, so that a slip of the pen is reported and does not turn every value into a class.
/// </summary>
internal static class KindGuess
{
    private const int NumbersPerSlip = 9;

    /// <summary>Guesses.</summary>
    /// <param name="labels">Labels of all training rows.</param>
    public static TaskKind Of(IEnumerable<string> labels)
    {
        var (numbers, others, fractions) = (0, 0, false);
        foreach (var label in labels)
        {
            if (NumberLabel.TryParse(label, out var value))
            {
                numbers++;
                fractions |= value != MathF.Truncate(value);
            }
            else
            {
                others++;
            }
        }

        return fractions && numbers >= NumbersPerSlip * others ? TaskKind.Regression : TaskKind.Classification;
    }
}
