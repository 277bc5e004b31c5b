namespace TaskGrid.Serving.Modes;

/// <summary>See <see cref="ServingMode.Mixed"/>.</summary>
/// <param name="parameters">The base.</param>
/// <param name="pass">Passes with side products.</param>
/// <param name="costs">What they cost.</param>
/// <param name="threads">Threads that share panels.</param>
internal sealed class MixedMode(IServedParameters parameters, ForwardPass pass, ServingCosts costs, int threads) : IServingMode
{
    public ServingMode Mode => ServingMode.Mixed;

    // Panels of several tasks are work for all threads, those of one for as many as there are panels; several tasks share a pass.
    public double ExtraSeconds(in TaskLoad load) =>
        (((costs.SideEntrySeconds * load.Task.Overrides.LinearEntries) + costs.SidePanelSeconds)
        * load.Panels / (load.IsOnly ? Math.Min(threads, load.Panels) : threads))
        + (load.IsOnly ? costs.SidePassSeconds : 0);

    public bool TryScore(IReadOnlyList<ServingRow> rows, float[][] logits, CancellationToken cancellationToken)
    {
        using var reading = parameters.Share();
        pass.Run(rows, logits, cancellationToken);
        return true;
    }
}
