namespace TaskGrid.Node;

/// <summary>A node's document.</summary>
/// <param name="Life">Counts the starts of the node: what an earlier life owned, nobody works on.</param>
/// <param name="SeenAt">When it last said that it is there.</param>
internal sealed record NodeState(long Life, DateTimeOffset SeenAt);
