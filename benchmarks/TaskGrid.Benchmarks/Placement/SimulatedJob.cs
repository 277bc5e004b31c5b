using TaskGrid.Cluster;

namespace TaskGrid.Benchmarks.Placement;

/// <summary>A job of the simulation, the only one of its task. Where it has a slot it trains until the simulation ends.</summary>
internal sealed class SimulatedJob(SimulatedCluster cluster, int number)
{
    private const string Base = "base";

    private readonly ulong _task = TaskKey.Of("tenant", $"job-{number}");
    private readonly TaskMoves _moves = new(TaskKey.Of("tenant", $"job-{number}"), SimulatedCluster.LeastReportEvery, cluster.Time);
    private SimulatedSilo? _silo;
    private bool _waits;

    /// <summary>Whether it has a slot.</summary>
    public bool Trains { get; private set; }

    /// <summary>Silos that it went on to.</summary>
    public int Moves { get; private set; }

    /// <summary>Comes to a silo by what a gateway knows, and goes on at once while there is no free slot, as callers ask again.</summary>
    /// <returns>Whether the first silo had a free slot.</returns>
    public bool Submit()
    {
        _silo = cluster.Find(TaskPlacement.Choose(_task, Base, cluster.ViewOf(number))!.Silo);
        var isFree = _silo.Jobs == 0;
        while (GoesOn())
        {
        }

        Enter();
        return isFree;
    }

    /// <summary>The queue's look at a job that waits: it goes on to another silo, where the next look lets it in.</summary>
    public void Look()
    {
        if (GoesOn()) return;
        if (!_waits) Enter();
    }

    private void Enter()
    {
        Trains = _silo!.Jobs++ == 0;
        _waits = !Trains;
    }

    private bool GoesOn()
    {
        // Another silo's view: each is as old as its own last reading.
        var next = _moves.Next(_silo!.Address, _silo.Report(), cluster.ViewOf(number + Moves), Base);
        if (next is null) return false;
        if (_waits) _silo.Jobs--;
        _waits = false;
        _silo = cluster.Find(next.Silo);
        _moves.Arrive([]);
        Moves++;
        return true;
    }
}
