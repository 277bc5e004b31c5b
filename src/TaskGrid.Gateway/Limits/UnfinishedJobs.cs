namespace TaskGrid.Gateway;

/// <summary>
/// The jobs of one tenant that have not ended. They are read once; later only those that are known are looked at again,
/// and only when the limit seems to be reached.
/// </summary>
internal sealed class UnfinishedJobs(IGridTenants grids, string tenant, int limit) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private HashSet<string>? _ids;

    /// <summary>Submits a job, if there may be one more.</summary>
    public async Task<JobSnapshot> SubmitAsync(
        ITaskGrid grid, JobSpec spec, string? idempotencyKey, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            _ids ??= [.. await grid.Jobs.ListUnfinishedAsync(cancellationToken)];
            if (_ids.Count >= limit && !await IsRepeatedAsync(idempotencyKey, cancellationToken))
            {
                await ForgetEndedAsync(grid, _ids, cancellationToken);
                if (_ids.Count >= limit)
                    throw new TaskGridException(
                        ErrorCodes.QueueFull,
                        $"{_ids.Count:N0} of your jobs have not ended; at most {limit:N0} at once. Wait, or cancel some.");
            }

            var job = await grid.Jobs.SubmitAsync(spec, idempotencyKey, cancellationToken);
            if (!job.HasEnded) _ids.Add(job.Id);
            return job;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    // A repeated call makes no other job, whichever server accepted the first one.
    private async Task<bool> IsRepeatedAsync(string? key, CancellationToken cancellationToken) =>
        key is not null && await grids.HasJobAsync(tenant, key, cancellationToken);

    private static async Task ForgetEndedAsync(ITaskGrid grid, HashSet<string> ids, CancellationToken cancellationToken)
    {
        foreach (var id in ids.ToArray())
        {
            if (await HasEndedAsync(id)) ids.Remove(id);
        }

        async Task<bool> HasEndedAsync(string id)
        {
            try
            {
                return (await grid.Jobs.GetAsync(id, cancellationToken)).HasEnded;
            }
            catch (TaskGridException exception) when (exception.Code == ErrorCodes.StoreInvalid)
            {
                // It is damaged: nothing works on it, and lists are without it.
                return true;
            }
        }
    }
}
