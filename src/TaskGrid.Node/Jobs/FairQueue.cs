namespace TaskGrid.Node;

/// <summary>
/// Jobs that wait: tenants take turns, jobs of one tenant keep their order. A tenant with many jobs delays its own only.
/// </summary>
internal sealed class FairQueue
{
    private readonly Lock _lock = new();
    private readonly LinkedList<(string Tenant, Queue<string> Ids)> _turns = new();
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>Number of jobs that wait.</summary>
    public int Count
    {
        get
        {
            lock (_lock) return _turns.Sum(turn => turn.Ids.Count);
        }
    }

    /// <summary>Whether one more job of a tenant fits: fewer than the most wait, or fewer of its own than its share among the tenants that
    /// wait. So the queue grows beyond its most by what tenants that come late may have, at least one job each.</summary>
    public bool HasRoom(string tenant, int max)
    {
        lock (_lock)
        {
            if (_turns.Sum(turn => turn.Ids.Count) < max) return true;
            var own = _turns.Where(turn => turn.Tenant == tenant).Sum(turn => turn.Ids.Count);
            return own < Math.Max(1, max / (_turns.Count + (own == 0 ? 1 : 0)));
        }
    }

    /// <summary>Adds a job; one that waits or is being worked on is not added again.</summary>
    public bool TryAdd(QueuedJob job)
    {
        lock (_lock)
        {
            if (!_known.Add(job.Id)) return false;
            var turn = _turns.FirstOrDefault(each => each.Tenant == job.Tenant);
            if (turn.Ids is null)
            {
                turn = (job.Tenant, new Queue<string>());
                _turns.AddLast(turn);
            }

            turn.Ids.Enqueue(job.Id);
            return true;
        }
    }

    /// <summary>The job whose turn it is; call <see cref="Done"/> when it was worked on.</summary>
    public QueuedJob? TryTake()
    {
        lock (_lock)
        {
            if (_turns.First is not { } first) return null;
            _turns.RemoveFirst();
            var job = new QueuedJob(first.Value.Tenant, first.Value.Ids.Dequeue());
            if (first.Value.Ids.Count > 0) _turns.AddLast(first);
            return job;
        }
    }

    /// <summary>Forgets a job that was taken; it may be added again.</summary>
    public void Done(string id)
    {
        lock (_lock) _known.Remove(id);
    }
}
