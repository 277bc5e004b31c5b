namespace TaskGrid.Node;

/// <summary>What became of a job, and what is to be told.</summary>
/// <param name="State">The new state; the same object when nothing changed.</param>
/// <param name="Messages">Messages of new events.</param>
internal readonly record struct JobChange(JobState State, params IReadOnlyList<string> Messages)
{
    /// <summary>What those events tell.</summary>
    public JobEventKind Kind { get; init; }
}
