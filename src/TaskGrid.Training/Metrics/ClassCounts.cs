namespace TaskGrid.Training.Metrics;

/// <summary>Counts of one class, at least one of them above 0.</summary>
internal sealed class ClassCounts
{
    /// <summary>Rows of this class.</summary>
    public int Targets { get; set; }

    /// <summary>Rows predicted as this class.</summary>
    public int Predicted { get; set; }

    /// <summary>Rows of this class predicted as such.</summary>
    public int Correct { get; set; }

    /// <summary>Harmonic mean of precision and recall, 0 when no row is correct.</summary>
    public double F1 => 2.0 * Correct / (Targets + Predicted);
}
