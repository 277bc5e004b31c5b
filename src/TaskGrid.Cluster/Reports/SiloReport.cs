namespace TaskGrid.Cluster;

/// <summary>What a silo is, what it holds, and how busy it is.</summary>
public sealed record SiloReport
{
    /// <summary>Its address; another process at the same place has another one.</summary>
    public required string Silo { get; init; }

    /// <summary>The name of its node.</summary>
    public required string Node { get; init; }

    /// <summary>What it is there for.</summary>
    public required SiloRoles Roles { get; init; }

    /// <summary>Where it computes: <c>cpu</c> or <c>cuda:N</c>; <c>cpu</c> too where it does not.</summary>
    public string Device { get; init; } = "cpu";

    /// <summary>Bytes that versions in memory may take together.</summary>
    public required long MemoryBytes { get; init; }

    /// <summary>Bytes that they take.</summary>
    public long ResidentBytes { get; init; }

    /// <summary>Names of the bases that it can load.</summary>
    public IReadOnlyList<string> Bases { get; init; } = [];

    /// <summary>Fingerprints of their weights, in the same order; none: a silo of an earlier version does not tell.</summary>
    public IReadOnlyList<string> BaseFingerprints { get; init; } = [];

    /// <summary>Names of the bases in memory.</summary>
    public IReadOnlyList<string> LoadedBases { get; init; } = [];

    /// <summary>Keys of the tasks of which a version is in memory (<see cref="TaskKey"/>), ascending; null: as the reader has seen
    /// them before.</summary>
    public ulong[]? Resident { get; init; } = [];

    /// <summary>Jobs that can train at once.</summary>
    public int Slots { get; init; }

    /// <summary>Jobs that train.</summary>
    public int RunningJobs { get; init; }

    /// <summary>Jobs that wait there.</summary>
    public int QueuedJobs { get; init; }

    /// <summary>Requests that are being answered.</summary>
    public int ActiveRequests { get; init; }

    /// <summary>Seconds of work that wait there for a batch.</summary>
    public double WaitingSeconds { get; init; }

    /// <summary>Requests a second that it has routed lately (<see cref="RequestRouter.RoutedPerSecond"/>).</summary>
    public double RoutedPerSecond { get; init; }

    /// <summary>Whether it is about to end, and takes nothing new.</summary>
    public bool IsLeaving { get; init; }

    /// <summary>Whether it takes requests and jobs.</summary>
    public bool IsWorker => Roles.HasFlag(SiloRoles.Worker) && !IsLeaving;

    /// <summary>Jobs that could begin at once.</summary>
    public int FreeSlots => Math.Max(0, Slots - RunningJobs - QueuedJobs);

    /// <summary>Bytes that are free for versions.</summary>
    public long FreeBytes => Math.Max(0, MemoryBytes - ResidentBytes);

    /// <summary>Whether it can load a base.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="fingerprint">Of the weights that it must have; null: any.</param>
    public bool HasBase(string name, string? fingerprint = null)
    {
        for (var i = 0; i < Bases.Count; i++)
        {
            if (Bases[i] == name) return fingerprint is null || (BaseFingerprints.ElementAtOrDefault(i) ?? fingerprint) == fingerprint;
        }

        return false;
    }

    /// <summary>Whether it can load the base of a fingerprint, as far as it tells.</summary>
    public bool MayHaveWeights(string fingerprint) =>
        BaseFingerprints.Count == 0 ? Bases.Count > 0 : BaseFingerprints.Contains(fingerprint);

    /// <summary>Whether a version of a task is in memory.</summary>
    /// <param name="task">The task's <see cref="TaskKey"/>.</param>
    public bool Holds(ulong task) => Resident is not null && Array.BinarySearch(Resident, task) >= 0;
}
