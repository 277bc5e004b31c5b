namespace TaskGrid.Orleans;

/// <summary>The silo has stopped answering; another one will.</summary>
[GenerateSerializer]
[Alias("taskgrid.node-stopped")]
public sealed class NodeStoppedException() : Exception("The node has stopped.");
