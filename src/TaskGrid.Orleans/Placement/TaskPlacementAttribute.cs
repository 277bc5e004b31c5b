using Orleans.Placement;

namespace TaskGrid.Orleans;

/// <summary>Places a grain by <see cref="TaskPlacementStrategy"/>.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class TaskPlacementAttribute() : PlacementAttribute(new TaskPlacementStrategy());
