namespace TaskGrid.Orleans;

/// <summary>A grain is on the silo that its key names: <see cref="NodePlacementDirector"/>.</summary>
[GenerateSerializer]
[Alias("taskgrid.node-placement")]
[Immutable]
internal sealed class NodePlacementStrategy : PlacementStrategy;
