namespace TaskGrid.Serving;

/// <summary>A way to answer for a task over one copy of its base.</summary>
public enum ServingMode
{
    /// <summary>Rows of any tasks in one forward pass over the base; what a task changes is added row by row.</summary>
    Mixed = 0,

    /// <summary>The task's entries are written into the base for one forward pass, and the base's values back after it.
    /// </summary>
    Switch = 1,

    /// <summary>The task has a copy of the base with its diff merged in.</summary>
    Merged = 2,
}
