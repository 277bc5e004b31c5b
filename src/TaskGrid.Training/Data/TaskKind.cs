namespace TaskGrid.Training.Data;

/// <summary>What a task predicts.</summary>
public enum TaskKind
{
    /// <summary>One of a fixed set of labels.</summary>
    Classification,

    /// <summary>A finite number.</summary>
    Regression,
}
