namespace TaskGrid.Proofs.Kill;

/// <summary>A job that was accepted, as its user saw it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">Which of the jobs whose uninterrupted run is known.</param>
/// <param name="Task">Its task.</param>
/// <param name="Seen">The numbers of the events that its user was told.</param>
internal sealed record WatchedJob(string Id, int Kind, string Task, List<long> Seen);
