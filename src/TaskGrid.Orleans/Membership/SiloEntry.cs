namespace TaskGrid.Orleans;

/// <summary>A silo's row of the membership document.</summary>
internal sealed record SiloEntry
{
    public required string Address { get; init; }

    public required string Name { get; init; }

    public string Host { get; init; } = "";

    public required string Status { get; init; }

    /// <summary>The port for clients; 0: none.</summary>
    public int GatewayPort { get; init; }

    public required DateTime StartedAt { get; init; }

    public required DateTime AliveAt { get; init; }

    public IReadOnlyList<SiloSuspicion> Suspicions { get; init; } = [];

    /// <summary>The row's ETag: the number of the table's version that wrote it.</summary>
    public int Version { get; init; }

    public static SiloEntry Of(MembershipEntry entry, int version) => new()
    {
        Address = entry.SiloAddress.ToParsableString(),
        Name = entry.SiloName,
        Host = entry.HostName ?? "",
        Status = entry.Status.ToString(),
        GatewayPort = entry.ProxyPort,
        StartedAt = entry.StartTime,
        AliveAt = entry.IAmAliveTime,
        Suspicions = [.. (entry.SuspectTimes ?? []).Select(
            each => new SiloSuspicion(each.Item1.ToParsableString(), each.Item2))],
        Version = version,
    };

    public MembershipEntry ToEntry() => new()
    {
        SiloAddress = SiloAddress.FromParsableString(Address),
        SiloName = Name,
        HostName = Host,
        Status = Enum.Parse<SiloStatus>(Status),
        ProxyPort = GatewayPort,
        StartTime = StartedAt,
        IAmAliveTime = AliveAt,
        SuspectTimes = [.. Suspicions.Select(
            each => Tuple.Create(SiloAddress.FromParsableString(each.By), each.At))],
    };
}
