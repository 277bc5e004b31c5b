namespace TaskGrid.Serving.Modes;

/// <summary>See <see cref="ServingMode.Switch"/>.</summary>
internal sealed class SwitchMode(ServedParameters parameters, ForwardPass pass, ServingCosts costs) : IServingMode
{
    private float[] _saved = [];

    public ServingMode Mode => ServingMode.Switch;

    public double ExtraSeconds(in TaskLoad load) =>
        (load.IsOnly ? 0 : costs.PassSeconds) + (costs.SwitchEntrySeconds * load.Task.Entries);

    public bool TryScore(IReadOnlyList<ServingRow> rows, float[][] logits, CancellationToken cancellationToken)
    {
        using var turn = parameters.TryTakeAlone();
        if (turn is null) return false;
        var task = rows[0].Task;
        if (_saved.Length < task.Entries) _saved = new float[task.Entries];
        parameters.Overwrite(task.Overrides, _saved);
        try
        {
            pass.Run(rows, logits, cancellationToken);
        }
        finally
        {
            parameters.Restore(task.Overrides, _saved);
        }

        return true;
    }
}
