namespace TaskGrid.Serving.Batching;

/// <summary>
/// Requests that wait. Tenants take turns by the tokens that they have had, within a tenant its tasks, within a task requests
/// in their order; a request of many texts gives them turn by turn. Guarded by its scheduler.
/// </summary>
internal sealed class FairRequests
{
    private const int MostSpares = 64;

    private readonly Dictionary<string, TenantFlow> _tenants = new(StringComparer.Ordinal);
    private readonly PriorityQueue<TenantFlow, long> _turns = new();

    // Flows that nobody waits in any more: a lone client would make new ones with each request.
    private readonly Stack<TenantFlow> _spareTenants = new();
    private readonly Stack<TaskFlow> _spareTasks = new();
    private long _clock;

    /// <summary>Requests of which texts wait.</summary>
    public int Requests { get; private set; }

    /// <summary>Texts that wait.</summary>
    public int Texts { get; private set; }

    /// <summary>Their tokens.</summary>
    public long Tokens { get; private set; }

    /// <summary>Whether a request may wait where about so many tokens may. Beyond that only of a tenant that waits for less than its
    /// share, whatever others wait for, and of a task that with it waits for no more than its share of its tenant's. Tenants are
    /// few, and a large request delays its tenant alone; tasks may be many, so a request counts in theirs.</summary>
    public bool Admits(WaitingRequest request, long mostTokens)
    {
        if (Tokens < mostTokens || !_tenants.TryGetValue(request.Tenant, out var tenant)) return true;
        var share = mostTokens / _tenants.Count;
        if (tenant.WaitingTokens < share) return true;
        var task = tenant.Tasks.GetValueOrDefault(request.Task);
        var tasks = tenant.Tasks.Count + (task is null ? 1 : 0);
        return (task?.WaitingTokens ?? 0) + request.WaitingTokens <= share / tasks;
    }

    /// <summary>Adds a request.</summary>
    public void Add(WaitingRequest request)
    {
        if (!_tenants.TryGetValue(request.Tenant, out var tenant))
        {
            if (!_spareTenants.TryPop(out tenant)) tenant = new TenantFlow();
            (tenant.Tenant, tenant.Served, tenant.Clock) = (request.Tenant, _clock, 0);
            _tenants.Add(request.Tenant, tenant);
            _turns.Enqueue(tenant, tenant.Served);
        }

        if (!tenant.Tasks.TryGetValue(request.Task, out var task))
        {
            if (!_spareTasks.TryPop(out task)) task = new TaskFlow();
            (task.Task, task.Served) = (request.Task, tenant.Clock);
            tenant.Tasks.Add(request.Task, task);
            tenant.Turns.Enqueue(task, task.Served);
        }

        task.Requests.Enqueue(request);
        Requests++;
        Count(tenant, task, request.WaitingTexts, request.WaitingTokens);
    }

    /// <summary>Stops counting a request that is over; what it still has here is passed over.</summary>
    public void Forget(WaitingRequest request)
    {
        if (request.WaitingTexts == 0) return;
        Requests--;
        var tenant = _tenants[request.Tenant];
        Count(tenant, tenant.Tasks[request.Task], -request.WaitingTexts, -request.WaitingTokens);
    }

    /// <summary>Takes texts whose turn it is.</summary>
    /// <param name="mostTokens">Their tokens; the first may have more.</param>
    /// <param name="rows">Receives them.</param>
    public void Take(int mostTokens, List<BatchRow> rows)
    {
        for (var tokens = 0L; TryPeek(out var tenant, out var task);)
        {
            var request = task.Requests.Peek();
            var next = request.NextTokens;
            if (rows.Count > 0 && tokens + next > mostTokens) return;
            tokens += next;
            rows.Add(request.Take());
            if (request.WaitingTexts == 0)
            {
                task.Requests.Dequeue();
                Requests--;
            }

            (_clock, tenant.Clock) = (tenant.Served, task.Served);
            task.Served += next;
            tenant.Served += next;
            Count(tenant, task, -1, -next);
            tenant.Turns.DequeueEnqueue(task, task.Served);
            _turns.DequeueEnqueue(tenant, tenant.Served);
        }
    }

    // The task whose turn it is; those who wait for nothing any more are dropped on the way.
    private bool TryPeek(out TenantFlow tenant, out TaskFlow task)
    {
        while (_turns.TryPeek(out tenant!, out _))
        {
            while (tenant.Turns.TryPeek(out task!, out _))
            {
                while (task.Requests.TryPeek(out var request) && request.IsOver) task.Requests.Dequeue();
                if (task.Requests.Count > 0) return true;
                tenant.Turns.Dequeue();
                tenant.Tasks.Remove(task.Task!);
                task.Task = null;
                if (_spareTasks.Count < MostSpares) _spareTasks.Push(task);
            }

            _turns.Dequeue();
            _tenants.Remove(tenant.Tenant);
            if (_spareTenants.Count < MostSpares) _spareTenants.Push(tenant);
        }

        task = null!;
        return false;
    }

    private void Count(TenantFlow tenant, TaskFlow task, int texts, long tokens)
    {
        Texts += texts;
        Tokens += tokens;
        tenant.WaitingTokens += tokens;
        task.WaitingTokens += tokens;
    }
}
