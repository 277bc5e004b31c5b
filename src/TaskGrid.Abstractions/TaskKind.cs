namespace TaskGrid;

/// <summary>What a task predicts. The numbers are those in the diff file.</summary>
public enum TaskKind
{
    /// <summary>One of a list of labels.</summary>
    Classification = 0,

    /// <summary>A number.</summary>
    Regression = 1,
}
