namespace TaskGrid.Cli.Nodes;

/// <summary>What <c>nodes --json</c> prints.</summary>
/// <param name="Nodes">Every node.</param>
internal sealed record NodeList(IReadOnlyList<NodeSnapshot> Nodes);
