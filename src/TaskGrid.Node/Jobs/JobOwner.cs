namespace TaskGrid.Node;

/// <summary>Who works on a job: a node, and which of its lives.</summary>
/// <param name="Node">The node's name.</param>
/// <param name="Life">Counts the starts of the node.</param>
internal sealed record JobOwner(string Node, long Life);
