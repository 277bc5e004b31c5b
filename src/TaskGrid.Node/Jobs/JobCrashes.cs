namespace TaskGrid.Node;

/// <summary>How often a job's process ended while it worked on it, one time after another at the same point.</summary>
/// <param name="Step">The step that had begun; 0: before the first.</param>
/// <param name="Count">How often.</param>
internal sealed record JobCrashes(int Step = 0, int Count = 0)
{
    // A native crash repeats at one step; a process that is killed from outside ends anywhere.
    private const int MaxAtAStep = 3;
    private const int MaxBeforeTheFirstStep = 20;

    /// <summary>Whether the job is given up.</summary>
    public bool AreTooMany => Count >= Max;

    /// <summary>Whether one more would be too many: then it has to be this job's own, and no neighbour's.</summary>
    public bool AreSuspicious => Count == Max - 1;

    private int Max => Step == 0 ? MaxBeforeTheFirstStep : MaxAtAStep;
}
