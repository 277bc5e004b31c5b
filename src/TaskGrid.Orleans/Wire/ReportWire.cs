using TaskGrid.Cluster;

namespace TaskGrid.Orleans;

/// <summary>A <see cref="SiloReport"/> between silos.</summary>
[GenerateSerializer]
[Alias("taskgrid.report")]
[Immutable]
public sealed record ReportWire
{
    /// <summary>See <see cref="SiloReport.Silo"/>.</summary>
    [Id(0)]
    public required string Silo { get; init; }

    /// <summary>See <see cref="SiloReport.Node"/>.</summary>
    [Id(1)]
    public required string Node { get; init; }

    /// <summary>See <see cref="SiloReport.Roles"/>.</summary>
    [Id(2)]
    public int Roles { get; init; }

    /// <summary>See <see cref="SiloReport.Device"/>.</summary>
    [Id(3)]
    public string Device { get; init; } = "";

    /// <summary>See <see cref="SiloReport.MemoryBytes"/>.</summary>
    [Id(4)]
    public long MemoryBytes { get; init; }

    /// <summary>See <see cref="SiloReport.ResidentBytes"/>.</summary>
    [Id(5)]
    public long ResidentBytes { get; init; }

    /// <summary>See <see cref="SiloReport.Bases"/>.</summary>
    [Id(6)]
    public string[] Bases { get; init; } = [];

    /// <summary>See <see cref="SiloReport.LoadedBases"/>.</summary>
    [Id(7)]
    public string[] LoadedBases { get; init; } = [];

    /// <summary>See <see cref="SiloReport.Resident"/>.</summary>
    [Id(8)]
    public ulong[]? Resident { get; init; } = [];

    /// <summary>See <see cref="SiloReport.Slots"/>.</summary>
    [Id(9)]
    public int Slots { get; init; }

    /// <summary>See <see cref="SiloReport.RunningJobs"/>.</summary>
    [Id(10)]
    public int RunningJobs { get; init; }

    /// <summary>See <see cref="SiloReport.QueuedJobs"/>.</summary>
    [Id(11)]
    public int QueuedJobs { get; init; }

    /// <summary>See <see cref="SiloReport.ActiveRequests"/>.</summary>
    [Id(12)]
    public int ActiveRequests { get; init; }

    /// <summary>See <see cref="SiloReport.IsLeaving"/>.</summary>
    [Id(13)]
    public bool IsLeaving { get; init; }

    /// <summary>See <see cref="SiloReport.RoutedPerSecond"/>.</summary>
    [Id(14)]
    public double RoutedPerSecond { get; init; }

    /// <summary>See <see cref="ReportReader.Lacking"/>; null: the sender wants all reports whole.</summary>
    [Id(15)]
    public string[]? Lacking { get; init; }

    /// <summary>See <see cref="SiloReport.BaseFingerprints"/>; null: the sender is of an earlier version.</summary>
    [Id(16)]
    public string[]? BaseFingerprints { get; init; }

    /// <summary>See <see cref="SiloReport.WaitingSeconds"/>.</summary>
    [Id(17)]
    public double WaitingSeconds { get; init; }

    /// <summary>For the wire.</summary>
    public static ReportWire Of(SiloReport report) => new()
    {
        Silo = report.Silo,
        Node = report.Node,
        Roles = (int)report.Roles,
        Device = report.Device,
        MemoryBytes = report.MemoryBytes,
        ResidentBytes = report.ResidentBytes,
        Bases = [.. report.Bases],
        BaseFingerprints = [.. report.BaseFingerprints],
        LoadedBases = [.. report.LoadedBases],
        Resident = report.Resident,
        Slots = report.Slots,
        RunningJobs = report.RunningJobs,
        QueuedJobs = report.QueuedJobs,
        ActiveRequests = report.ActiveRequests,
        IsLeaving = report.IsLeaving,
        WaitingSeconds = report.WaitingSeconds,
        RoutedPerSecond = report.RoutedPerSecond,
    };

    /// <summary>From the wire.</summary>
    public SiloReport ToReport() => new()
    {
        Silo = Silo,
        Node = Node,
        Roles = (SiloRoles)Roles,
        Device = Device,
        MemoryBytes = MemoryBytes,
        ResidentBytes = ResidentBytes,
        Bases = Bases,
        BaseFingerprints = BaseFingerprints ?? [],
        LoadedBases = LoadedBases,
        Resident = Resident,
        Slots = Slots,
        RunningJobs = RunningJobs,
        QueuedJobs = QueuedJobs,
        ActiveRequests = ActiveRequests,
        IsLeaving = IsLeaving,
        WaitingSeconds = WaitingSeconds,
        RoutedPerSecond = RoutedPerSecond,
    };
}
