namespace TaskGrid.Serving.Modes;

/// <summary>See <see cref="ServingMode.Switch"/>.</summary>
/// <param name="parameters">The base.</param>
/// <param name="pass">Passes over it.</param>
/// <param name="costs">What they cost.</param>
/// <param name="measure">Seconds of an entry; infinite while somebody else reads the base.</param>
internal sealed class SwitchMode(IServedParameters parameters, ForwardPass pass, ServingCosts costs, Func<double> measure) : IServingMode
{
    private double _entrySeconds = costs.SwitchEntrySeconds;

    /// <summary>Seconds of an entry that is written and written back; infinite until it could be measured.</summary>
    public double EntrySeconds => Volatile.Read(ref _entrySeconds);

    public ServingMode Mode => ServingMode.Switch;

    public double ExtraSeconds(in TaskLoad load)
    {
        if (parameters.IsTaken) return double.PositiveInfinity;
        // A training read the base when the server began, and has ended.
        if (double.IsPositiveInfinity(_entrySeconds)) Volatile.Write(ref _entrySeconds, measure());
        return (load.IsOnly ? 0 : costs.PassSeconds) + (_entrySeconds * load.Task.Entries);
    }

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
