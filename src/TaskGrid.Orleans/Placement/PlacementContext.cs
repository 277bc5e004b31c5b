using Orleans.Runtime.Placement;

namespace TaskGrid.Orleans;

/// <summary>What a call tells placement: the base that the task will train on.</summary>
internal static class PlacementContext
{
    private const string Base = "taskgrid.base";
    private const string Fingerprint = "taskgrid.base-fingerprint";

    /// <summary>Tells it to calls that this one makes.</summary>
    /// <param name="name">The base.</param>
    /// <param name="fingerprint">Of the weights that it must have; null: any.</param>
    public static void SetBase(string name, string? fingerprint)
    {
        RequestContext.Set(Base, name);
        if (fingerprint is null) RequestContext.Remove(Fingerprint);
        else RequestContext.Set(Fingerprint, fingerprint);
    }

    /// <summary>The base and its fingerprint, each null when the call does not tell. A caller can say anything: it decides on a place
    /// only.</summary>
    public static (string? Name, string? Fingerprint) BaseOf(PlacementTarget target) => (Find(target, Base), Find(target, Fingerprint));

    private static string? Find(PlacementTarget target, string key) =>
        target.RequestContextData is { } data && data.TryGetValue(key, out var value) ? value as string : null;
}
