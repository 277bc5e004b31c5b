using System.Globalization;
using Orleans.Runtime.MembershipService.SiloMetadata;
using TaskGrid.Cluster;
using TaskGrid.Node;

namespace TaskGrid.Orleans;

/// <summary>
/// What a silo is, as Orleans' silo metadata: fixed at its start, and known of a silo before its first report has come. The
/// reports say the same as it is now.
/// </summary>
internal static class SiloDescription
{
    private const string Roles = "taskgrid.roles";
    private const string Device = "taskgrid.device";
    private const string Memory = "taskgrid.memory-bytes";
    private const string Slots = "taskgrid.slots";
    private const string Bases = "taskgrid.bases";
    private const string Fingerprints = "taskgrid.base-fingerprints";

    /// <summary>The metadata of a silo.</summary>
    public static Dictionary<string, string> Of(SiloNodeOptions options)
    {
        using var bases = new BaseCatalog(options.BasesFolder, options.Node.Device);
        var loadable = bases.Loadable();
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [Roles] = options.Roles.ToString(),
            [Device] = options.DeviceOf(bases),
            [Memory] = options.Node.MaxResidentBytes.ToString(CultureInfo.InvariantCulture),
            [Slots] = options.Slots.ToString(CultureInfo.InvariantCulture),
            [Bases] = string.Join(',', loadable.Select(each => each.Name)),
            [Fingerprints] = string.Join(',', loadable.Select(each => each.Fingerprint)),
        };
    }

    /// <summary>The report of a silo that has sent none; null: its metadata is not known yet.</summary>
    public static SiloReport? Find(SiloAddress silo, SiloMetadata metadata)
    {
        var values = metadata.Metadata;
        if (!values.TryGetValue(Roles, out var roles)) return null;
        return new SiloReport
        {
            Silo = silo.ToParsableString(),
            Node = "",
            Roles = Enum.Parse<SiloRoles>(roles),
            Device = values[Device],
            MemoryBytes = long.Parse(values[Memory], CultureInfo.InvariantCulture),
            Slots = int.Parse(values[Slots], CultureInfo.InvariantCulture),
            Bases = Split(values[Bases]),
            BaseFingerprints = Split(values.GetValueOrDefault(Fingerprints, "")),
        };
    }

    private static string[] Split(string list) => list.Split(',', StringSplitOptions.RemoveEmptyEntries);
}
