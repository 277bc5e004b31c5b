namespace TaskGrid.Node;

/// <summary>How often a job's process ended while it worked on it, one time after another at the same point.</summary>
/// <param name="Step">The step that had begun; 0: before the first. Where nobody knows, that of the checkpoint.</param>
/// <param name="Count">How often.</param>
/// <param name="Checkpoint">The step of the checkpoint that it went on from; 0: there was none.</param>
internal sealed record JobCrashes(int Step = 0, int Count = 0, int Checkpoint = 0)
{
    // A native crash repeats at one step; a process that is killed from outside ends anywhere.
    private const int MaxAtAStep = 3;
    private const int MaxBeforeTheFirstStep = 20;

    /// <summary>Whether the job is given up.</summary>
    public bool AreTooMany => Count >= Max;

    /// <summary>Whether one more would be too many: then it has to be this job's own, and no neighbour's.</summary>
    public bool AreSuspicious => Count == Max - 1;

    /// <summary>Once more, from a checkpoint; one that is newer than the last time's is progress, and counting begins anew.</summary>
    /// <param name="step">The step that had begun; null: nobody knows.</param>
    /// <param name="checkpoint">The step of the newest checkpoint; 0: there is none.</param>
    public JobCrashes Add(int? step, int checkpoint)
    {
        var at = step ?? checkpoint;
        return new(at, at == Step && checkpoint == Checkpoint ? Count + 1 : 1, checkpoint);
    }

    /// <summary>Whether a run need not train alone: one more crash would not be too many, or it is over the point where they were.
    /// </summary>
    /// <param name="step">The step that begins.</param>
    /// <param name="checkpoint">The step of the newest checkpoint; 0: there is none.</param>
    public bool ArePassed(int step, int checkpoint) => !AreSuspicious || (Step == Checkpoint ? checkpoint : step) > Step;

    private int Max => Step == 0 ? MaxBeforeTheFirstStep : MaxAtAStep;
}
