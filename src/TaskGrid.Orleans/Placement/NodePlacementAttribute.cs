using Orleans.Placement;

namespace TaskGrid.Orleans;

/// <summary>Places a grain by <see cref="NodePlacementStrategy"/>.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class NodePlacementAttribute() : PlacementAttribute(new NodePlacementStrategy());
