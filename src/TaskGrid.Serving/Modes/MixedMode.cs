namespace TaskGrid.Serving.Modes;

/// <summary>See <see cref="ServingMode.Mixed"/>.</summary>
internal sealed class MixedMode(IServedParameters parameters, ForwardPass pass, ServingCosts costs) : IServingMode
{
    public ServingMode Mode => ServingMode.Mixed;

    public double ExtraSeconds(in TaskLoad load) =>
        (costs.SideEntrySeconds * load.Task.Entries * load.Panels) + (costs.SideTokenSeconds * load.Tokens);

    public bool TryScore(IReadOnlyList<ServingRow> rows, float[][] logits, CancellationToken cancellationToken)
    {
        using var reading = parameters.Share();
        pass.Run(rows, logits, cancellationToken);
        return true;
    }
}
