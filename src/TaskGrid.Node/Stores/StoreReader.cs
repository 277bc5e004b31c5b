namespace TaskGrid.Node;

/// <summary>Reads every document of a store: what is wrong with them, and what they refer to.</summary>
internal sealed class StoreReader(GridDocuments documents)
{
    /// <summary>What is wrong.</summary>
    public List<StoreProblem> Problems { get; } = [];

    /// <summary>Content by hash, with the key of a document that refers to it.</summary>
    public Dictionary<string, string> Content { get; } = new(StringComparer.Ordinal);

    /// <summary>Jobs that have not ended.</summary>
    public HashSet<string> OpenJobs { get; } = new(StringComparer.Ordinal);

    /// <summary>Names of nodes that work on them.</summary>
    public HashSet<string> Owners { get; } = new(StringComparer.Ordinal);

    /// <summary>Checkpoints that they go on from, with the keys of the jobs.</summary>
    public Dictionary<string, string> OpenCheckpoints { get; } = new(StringComparer.Ordinal);

    /// <summary>Checkpoints of jobs that failed, with the time when they did.</summary>
    public Dictionary<string, DateTimeOffset> FailedCheckpoints { get; } = new(StringComparer.Ordinal);

    /// <summary>Reads one blob, if it is a document.</summary>
    public async Task ReadAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            switch (key.Split('/'))
            {
                case ["tenants", _, "tasks", _]:
                    if (await documents.Tasks.FindAsync(key, cancellationToken) is { } task)
                    {
                        foreach (var version in task.Versions) Content.TryAdd(version.Sha256, key);
                    }

                    break;
                case ["tenants", _, "files", _]:
                    if (await documents.Files.FindAsync(key, cancellationToken) is { } file)
                        Content.TryAdd(file.Sha256, key);
                    break;
                case ["tenants", _, "uploads", _]:
                    if (await documents.Uploads.FindAsync(key, cancellationToken) is { } upload)
                    {
                        foreach (var part in upload.Parts) Content.TryAdd(part.Id, key);
                        // Its file may still have to be made.
                        if (upload.Sha256 is { } whole) Content.TryAdd(whole, key);
                    }

                    break;
                case ["tenants", _, "jobs", _]:
                    if (await documents.Jobs.FindAsync(key, cancellationToken) is { } job)
                        await AddAsync(key, job, cancellationToken);
                    break;
                case ["tenants", _, "events", _, _]:
                    await JobEventLog.ReadSegmentAsync(documents, key, cancellationToken);
                    break;
                case ["tenants", _, "requests", _]:
                    await documents.Requests.FindAsync(key, cancellationToken);
                    break;
                case ["queue", _]:
                    await documents.Queue.FindAsync(key, cancellationToken);
                    break;
                case ["nodes", _]:
                    await documents.Nodes.FindAsync(key, cancellationToken);
                    break;
                default:
                    if (GridKeys.IsDocument(key)) await documents.Others.FindAsync(key, cancellationToken);
                    break;
            }
        }
        catch (TaskGridException exception) when (exception.Code == ErrorCodes.StoreInvalid)
        {
            Problems.Add(new StoreProblem(key, "The document is damaged."));
        }
    }

    private async Task AddAsync(string key, JobState job, CancellationToken cancellationToken)
    {
        if (job is { Status: JobStatus.Failed, Checkpoint: { } checkpoint, EndedAt: { } failedAt })
        {
            FailedCheckpoints[checkpoint.Key] = failedAt;
            // A job that goes on from the checkpoint needs the diff that this one began with.
            if (job.ContinueFromSha256 is { } start && await documents.Store.FindAsync(checkpoint.Key, cancellationToken) is not null)
                Content.TryAdd(start, key);
        }

        if (job.HasEnded) return;
        OpenJobs.Add(job.Id);
        if (job.Checkpoint is { } newest) OpenCheckpoints.Add(newest.Key, key);
        if (job.Owner is { } owner) Owners.Add(owner.Node);
        Content.TryAdd(job.TrainFile.Sha256, key);
        if (job.DevFile is { } dev) Content.TryAdd(dev.Sha256, key);
        if (job.ContinueFromSha256 is { } diff) Content.TryAdd(diff, key);
    }
}
