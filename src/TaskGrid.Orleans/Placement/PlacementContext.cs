using Orleans.Runtime.Placement;

namespace TaskGrid.Orleans;

/// <summary>What a call tells placement: the base that the task will train on.</summary>
internal static class PlacementContext
{
    private const string Base = "taskgrid.base";

    /// <summary>Tells it to calls that this one makes.</summary>
    public static void SetBase(string name) => RequestContext.Set(Base, name);

    /// <summary>The base, or null when the call does not tell. A caller can say anything: it decides on a place only.
    /// </summary>
    public static string? BaseOf(PlacementTarget target) =>
        target.RequestContextData is { } data && data.TryGetValue(Base, out var value) ? value as string : null;
}
