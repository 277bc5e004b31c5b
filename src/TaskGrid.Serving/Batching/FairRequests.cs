namespace TaskGrid.Serving.Batching;

/// <summary>
/// Requests that wait. Tenants take turns by the tokens that they have had, within a tenant its tasks, within a task requests
/// in their order; a request of many texts gives them turn by turn. Guarded by its scheduler.
/// </summary>
internal sealed class FairRequests
{
    private const int MostSpares = 64;

    // A smaller batch would pay more for its pass than for its tokens.
    private const int FewestTokens = 64;

    private readonly Dictionary<string, TenantFlow> _tenants = new(StringComparer.Ordinal);
    private readonly FairTurns<TenantFlow> _turns = new();

    // Flows that nobody waits in any more: a lone client would make new ones with each request.
    private readonly Stack<TenantFlow> _spareTenants = new();
    private readonly Stack<TaskFlow> _spareTasks = new();
    private long _batch;

    // Tokens of tenants that waited for nothing when the last batch was taken.
    private long _fresh;

    /// <summary>Requests of which texts wait.</summary>
    public int Requests { get; private set; }

    /// <summary>Texts that wait.</summary>
    public int Texts { get; private set; }

    /// <summary>Their tokens.</summary>
    public long Tokens { get; private set; }

    /// <summary>Whether a request may wait where about so many tokens may. Beyond that only of a tenant that waits for less than its
    /// share, whatever others wait for, and of a task that with it waits for no more than its share of its tenant's. Tenants are
    /// few, and a large request delays its tenant alone; tasks may be many, so a request counts in theirs. Tasks that come one after
    /// the other would each have a share of fewer: what they have beyond their tenant's share is as much again at most.</summary>
    public bool Admits(WaitingRequest request, long mostTokens)
    {
        if (Tokens < mostTokens || !_tenants.TryGetValue(request.Tenant, out var tenant)) return true;
        var share = mostTokens / _turns.Waiting;
        if (tenant.WaitingTokens < share) return true;
        var waiting = tenant.Tasks.GetValueOrDefault(request.Task.Number)?.WaitingTokens ?? 0;
        var tasks = tenant.Turns.Waiting + (waiting == 0 ? 1 : 0);
        request.IsBeyondShare = true;
        return waiting + request.WaitingTokens <= share / tasks && tenant.TokensBeyondShare + request.WaitingTokens <= share;
    }

    /// <summary>Adds a request.</summary>
    public void Add(WaitingRequest request)
    {
        if (!_tenants.TryGetValue(request.Tenant, out var tenant))
        {
            if (!_spareTenants.TryPop(out tenant)) tenant = new TenantFlow();
            tenant.Tenant = request.Tenant;
            _tenants.Add(request.Tenant, tenant);
            _turns.Add(tenant);
        }

        if (tenant.WaitingTokens == 0) tenant.WaitsSince = _batch;
        if (!tenant.Tasks.TryGetValue(request.Task.Number, out var task))
        {
            if (!_spareTasks.TryPop(out task)) task = new TaskFlow();
            task.Task = request.Task.Number;
            tenant.Tasks.Add(task.Task, task);
            tenant.Turns.Add(task);
        }

        task.Requests.Enqueue(request);
        request.IsQueued = true;
        Requests++;
        if (request.IsBeyondShare) tenant.TokensBeyondShare += request.WaitingTokens;
        Count(tenant, task, request.WaitingTexts, request.WaitingTokens);
    }

    /// <summary>Stops counting a request that is over; what it still has here is passed over.</summary>
    public void Forget(WaitingRequest request)
    {
        if (request.WaitingTexts == 0) return;
        Requests--;
        var tenant = _tenants[request.Tenant];
        if (request.IsBeyondShare) tenant.TokensBeyondShare -= request.WaitingTokens;
        Count(tenant, tenant.Tasks[request.Task.Number], -request.WaitingTexts, -request.WaitingTokens);
        // Nobody else would let go of what it holds.
        if (Texts == 0) TryPeek(out _, out _);
    }

    /// <summary>Takes texts whose turn it is. Where more than a batch of others waits, it ends with those of tenants that waited for
    /// nothing before: they wait for the batch that was computed, not for a full one of others' texts beside their own.</summary>
    /// <param name="mostTokens">Their tokens; the first may have more.</param>
    /// <param name="rows">Receives them.</param>
    /// <returns>Their tokens, and what their tasks cost beyond them, in tokens.</returns>
    public double Take(int mostTokens, List<BatchRow> rows)
    {
        var last = _batch++;
        var endsEarly = _fresh > 0 && Tokens - _fresh >= mostTokens;
        var charged = 0.0;
        for (var tokens = 0L; TryPeek(out var tenant, out var task);)
        {
            var request = task.Requests.Peek();
            var next = request.NextTokens;
            if (rows.Count > 0 && tokens + next > mostTokens) break;
            if (endsEarly && _fresh == 0 && tokens >= FewestTokens) break;
            tokens += next;
            if (tenant.WaitsSince == last) _fresh -= next;
            rows.Add(request.Take());
            if (request.WaitingTexts == 0)
            {
                task.Requests.Dequeue();
                Requests--;
            }

            if (request.IsBeyondShare) tenant.TokensBeyondShare -= next;
            // The first text of a task pays what a batch costs with it, whatever its tokens.
            var extra = task.Batch == _batch ? 0 : request.Task.ExtraTokens;
            task.Batch = _batch;
            charged += next + extra;
            tenant.Turns.Serve(next, extra);
            _turns.Serve(next, extra);
            (Texts, Tokens) = (Texts - 1, Tokens - next);
        }

        _fresh = 0;
        return charged;
    }

    // The task whose turn it is; those who wait for nothing any more are dropped on the way.
    private bool TryPeek(out TenantFlow tenant, out TaskFlow task)
    {
        while (_turns.TryPeek(out tenant))
        {
            while (tenant.Turns.TryPeek(out task))
            {
                while (task.Requests.TryPeek(out var request) && request.IsOver) task.Requests.Dequeue();
                if (task.Requests.Count > 0) return true;
                tenant.Turns.Drop();
                tenant.Tasks.Remove(task.Task);
                if (_spareTasks.Count < MostSpares) _spareTasks.Push(task);
            }

            _turns.Drop();
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
        if (tenant.WaitsSince == _batch) _fresh += tokens;
        _turns.Count(tenant, tokens);
        tenant.Turns.Count(task, tokens);
    }
}
