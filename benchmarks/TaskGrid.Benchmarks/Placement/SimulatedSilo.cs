using TaskGrid.Cluster;

namespace TaskGrid.Benchmarks.Placement;

/// <summary>A silo of the simulation: versions of one size in memory, the one that was used longest ago goes first.
/// </summary>
internal sealed class SimulatedSilo(int number, int capacity)
{
    private readonly LinkedList<ulong> _byUse = new();
    private readonly Dictionary<ulong, LinkedListNode<ulong>> _resident = [];
    private ulong[]? _sorted = [];

    /// <summary>Its address; a restart gives it another one.</summary>
    public string Address { get; private set; } = AddressOf(number, 0);

    /// <summary>Its restarts.</summary>
    public int Life { get; private set; }

    /// <summary>Whether it is about to restart.</summary>
    public bool IsLeaving { get; set; }

    /// <summary>Requests that it answered.</summary>
    public long Requests { get; private set; }

    /// <summary>Tasks in memory.</summary>
    public int Resident => _resident.Count;

    /// <summary>Jobs, of which one trains and the others wait.</summary>
    public int Jobs { get; set; }

    /// <summary>Answers a request.</summary>
    /// <returns>Whether the task was in memory.</returns>
    public bool Answer(ulong task)
    {
        Requests++;
        return Load(task);
    }

    /// <summary>Brings a task into memory.</summary>
    /// <returns>Whether it was there.</returns>
    public bool Load(ulong task)
    {
        if (_resident.TryGetValue(task, out var node))
        {
            _byUse.Remove(node);
            _byUse.AddLast(node);
            return true;
        }

        _sorted = null;
        if (_resident.Count == capacity)
        {
            _resident.Remove(_byUse.First!.Value);
            _byUse.RemoveFirst();
        }

        _resident[task] = _byUse.AddLast(task);
        return false;
    }

    /// <summary>Ends and begins again, with nothing in memory.</summary>
    public void Restart()
    {
        Address = AddressOf(number, ++Life);
        IsLeaving = false;
        _byUse.Clear();
        _resident.Clear();
        _sorted = [];
    }

    /// <summary>What it tells the others.</summary>
    public SiloReport Report() => new()
    {
        Silo = Address,
        Node = $"node-{number}",
        Roles = SiloRoles.Gateway | SiloRoles.Worker,
        MemoryBytes = capacity,
        ResidentBytes = _resident.Count,
        Bases = ["base"],
        LoadedBases = ["base"],
        Slots = 1,
        RunningJobs = Math.Min(Jobs, 1),
        QueuedJobs = Math.Max(Jobs - 1, 0),
        Resident = _sorted ??= [.. _resident.Keys.Order()],
        IsLeaving = IsLeaving,
    };

    private static string AddressOf(int number, int life) => $"10.{number / 250}.{number % 250}.1:11111@{life}";
}
