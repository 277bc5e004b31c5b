namespace TaskGrid.Orleans;

/// <summary>Where the grain of a task is activated: <see cref="TaskPlacementDirector"/>.</summary>
[GenerateSerializer]
[Alias("taskgrid.task-placement")]
[Immutable]
internal sealed class TaskPlacementStrategy : PlacementStrategy;
