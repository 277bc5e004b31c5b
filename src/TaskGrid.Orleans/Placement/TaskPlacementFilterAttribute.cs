using Orleans.Placement;

namespace TaskGrid.Orleans;

/// <summary>Filters the silos for a grain by <see cref="TaskPlacementFilter"/>.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class TaskPlacementFilterAttribute() : PlacementFilterAttribute(new TaskPlacementFilter());
