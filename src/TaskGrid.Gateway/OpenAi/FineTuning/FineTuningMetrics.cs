namespace TaskGrid.Gateway;

/// <summary>Numbers of a step; those that were not measured are null.</summary>
internal sealed record FineTuningMetrics(int Step, int TotalSteps, double? TrainLoss, double? FullValidMetric)
{
    /// <summary>The numbers of a progress report.</summary>
    public static FineTuningMetrics Of(TrainProgress progress) => new(
        progress.Step, progress.Steps, Finite(progress.Loss), Finite(progress.DevMetric));

    // Clients of this shape read plain numbers only.
    private static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;
}
