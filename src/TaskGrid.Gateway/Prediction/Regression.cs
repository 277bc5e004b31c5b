namespace TaskGrid.Gateway;

/// <summary>How a regression's answer is told from labels.</summary>
internal static class Regression
{
    /// <summary>The label of its one score, see <see cref="LabelScore"/>.</summary>
    public const string Label = "value";
}
