namespace TaskGrid.Serving;

/// <summary>The names of <see cref="ServingMode"/> that people read.</summary>
public static class ServingModeNames
{
    /// <summary><c>mixed</c>, <c>switch</c> or <c>merged</c>.</summary>
    public static string Name(this ServingMode mode) => mode switch
    {
        ServingMode.Mixed => "mixed",
        ServingMode.Switch => "switch",
        _ => "merged",
    };
}
