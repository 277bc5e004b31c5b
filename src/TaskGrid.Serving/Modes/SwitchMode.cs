namespace TaskGrid.Serving.Modes;

/// <summary>See <see cref="ServingMode.Switch"/>.</summary>
internal sealed class SwitchMode(IServedParameters parameters, ForwardPass pass, ServingCosts costs) : IServingMode
{
    public ServingMode Mode => ServingMode.Switch;

    public double ExtraSeconds(in TaskLoad load) =>
        (load.IsOnly ? 0 : costs.PassSeconds) + (costs.SwitchEntrySeconds * load.Task.Entries);

    public bool TryScore(IReadOnlyList<ServingRow> rows, float[][] logits, CancellationToken cancellationToken)
    {
        using var turn = parameters.TryTakeAlone();
        if (turn is null) return false;
        var overrides = rows[0].Task.Overrides;
        parameters.Overwrite(overrides);
        try
        {
            pass.Run(rows, logits, cancellationToken);
        }
        finally
        {
            parameters.Restore(overrides);
        }

        return true;
    }
}
