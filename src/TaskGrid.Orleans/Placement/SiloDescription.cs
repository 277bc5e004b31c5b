using System.Globalization;
using System.Numerics;
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

    /// <summary>The report of a silo that has sent none. Silos of another version may say more or less: what is not known is left out.
    /// </summary>
    /// <param name="silo">The silo.</param>
    /// <param name="values">Its metadata.</param>
    /// <returns>Null: it is not known yet, or has no role that is.</returns>
    public static SiloReport? Find(SiloAddress silo, IReadOnlyDictionary<string, string> values)
    {
        var roles = Split(values.GetValueOrDefault(Roles, "")).Aggregate(SiloRoles.None, (known, word) => known | RoleOf(word));
        if (roles == SiloRoles.None) return null;
        return new SiloReport
        {
            Silo = silo.ToParsableString(),
            Node = "",
            Roles = roles,
            Device = values.GetValueOrDefault(Device, DeviceNames.Cpu),
            MemoryBytes = NumberOf<long>(values, Memory),
            Slots = NumberOf<int>(values, Slots),
            Bases = Split(values.GetValueOrDefault(Bases, "")),
            BaseFingerprints = Split(values.GetValueOrDefault(Fingerprints, "")),
        };
    }

    private static SiloRoles RoleOf(string word) => word switch
    {
        nameof(SiloRoles.Gateway) => SiloRoles.Gateway,
        nameof(SiloRoles.Worker) => SiloRoles.Worker,
        _ => SiloRoles.None,
    };

    private static T NumberOf<T>(IReadOnlyDictionary<string, string> values, string key)
        where T : struct, INumberBase<T> =>
        T.TryParse(values.GetValueOrDefault(key), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : default;

    private static string[] Split(string list) =>
        list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
