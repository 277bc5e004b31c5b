using Orleans.Placement;

namespace TaskGrid.Orleans;

/// <summary>Keeps the silos that can train a task: <see cref="TaskPlacementFilterDirector"/>.</summary>
internal sealed class TaskPlacementFilter() : PlacementFilterStrategy(order: 1);
