namespace TaskGrid.Gateway;

/// <summary>
/// The jobs of one tenant that have not ended. They are read once; later only those that are known are looked at again,
/// and only when the limit seems to be reached.
/// </summary>
internal sealed class UnfinishedJobs(int limit) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    // With the idempotency key that each was submitted with.
    private Dictionary<string, string?>? _ids;

    /// <summary>Submits a job, if there may be one more.</summary>
    public async Task<JobSnapshot> SubmitAsync(
        ITaskGrid grid, JobSpec spec, string? idempotencyKey, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            _ids ??= (await grid.Jobs.ListUnfinishedAsync(cancellationToken)).ToDictionary(id => id, _ => (string?)null);
            // A repeated call makes no other job.
            var isKnown = idempotencyKey is not null && _ids.ContainsValue(idempotencyKey);
            if (_ids.Count >= limit && !isKnown) await ForgetEndedAsync(grid, _ids, cancellationToken);
            if (_ids.Count >= limit && !isKnown)
                throw new TaskGridException(
                    ErrorCodes.QueueFull,
                    $"{_ids.Count:N0} of your jobs have not ended; at most {limit:N0} at once. Wait, or cancel some.");
            var job = await grid.Jobs.SubmitAsync(spec, idempotencyKey, cancellationToken);
            if (!job.HasEnded) _ids[job.Id] = idempotencyKey;
            return job;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private static async Task ForgetEndedAsync(ITaskGrid grid, Dictionary<string, string?> ids, CancellationToken cancellationToken)
    {
        foreach (var id in ids.Keys.ToArray())
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
