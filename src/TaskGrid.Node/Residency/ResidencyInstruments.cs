using System.Diagnostics.Metrics;

namespace TaskGrid.Node;

/// <summary>Metrics of where versions are (docs/operations.md lists them).</summary>
internal static class ResidencyInstruments
{
    public const string Memory = "memory", Disk = "disk", Store = "store";

    private const string TierName = "taskgrid.tier";
    private static readonly Meter Meter = new("TaskGrid.Node");

    private static readonly Counter<long> Requests = Meter.CreateCounter<long>(
        "taskgrid.residency.requests", "{request}", "Requests by where they met their version.");

    private static readonly Histogram<double> LoadTimes = Meter.CreateHistogram<double>(
        "taskgrid.residency.load.duration", "s", "Time from a file to a version that is ready, by where the file was.");

    private static readonly Counter<long> FailedLoads = Meter.CreateCounter<long>(
        "taskgrid.residency.load.failures", "{load}", "Loads that failed, by error code.");

    private static readonly UpDownCounter<long> TierBytes = Meter.CreateUpDownCounter<long>(
        "taskgrid.residency.size", "By", "Bytes of versions.");

    private static readonly Counter<long> Evictions = Meter.CreateCounter<long>(
        "taskgrid.residency.evictions", "{version}", "Versions that gave way to others.");

    private static readonly Counter<long> DamagedFiles = Meter.CreateCounter<long>(
        "taskgrid.residency.damaged", "{file}", "Files on the local disk that were damaged or gone.");

    private static readonly Counter<long> DiskFailures = Meter.CreateCounter<long>(
        "taskgrid.residency.disk.failures", "{operation}", "Operations on the local disk that failed, for want of space too.");

    public static void Met(string tier) => Requests.Add(1, Tier(tier));

    public static void Loaded(string tier, TimeSpan elapsed) => LoadTimes.Record(elapsed.TotalSeconds, Tier(tier));

    public static void Failed(string code) => FailedLoads.Add(1, new KeyValuePair<string, object?>("taskgrid.code", code));

    public static void Grew(string tier, long bytes) => TierBytes.Add(bytes, Tier(tier));

    public static void Evicted(string tier) => Evictions.Add(1, Tier(tier));

    public static void Damaged() => DamagedFiles.Add(1);

    public static void DiskFailed() => DiskFailures.Add(1);

    private static KeyValuePair<string, object?> Tier(string tier) => new(TierName, tier);
}
