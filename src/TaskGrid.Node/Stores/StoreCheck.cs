using System.Security.Cryptography;
using TaskGrid.Storage;
using TaskGrid.Training;

namespace TaskGrid.Node;

/// <summary>Looks after a store: finds damage, removes what nothing refers to.</summary>
public sealed class StoreCheck
{
    // As ITaskGrid promises of idempotency keys, and IGridUploads of what is not completed.
    private static readonly TimeSpan KeepRequests = TimeSpan.FromDays(1);

    // As JobSpec promises of jobs that failed.
    private static readonly TimeSpan KeepCheckpoints = TimeSpan.FromDays(7);

    private readonly GridDocuments _documents;
    private readonly BaseCatalog? _bases;
    private readonly TimeProvider _time;

    /// <summary>Looks after a store.</summary>
    /// <param name="store">The store.</param>
    /// <param name="bases">Base models to verify too; null for none.</param>
    /// <param name="time">The clock; null: the system's.</param>
    public StoreCheck(IBlobStore store, BaseCatalog? bases = null, TimeProvider? time = null)
    {
        _documents = new GridDocuments(store);
        _bases = bases;
        _time = time ?? TimeProvider.System;
    }

    /// <summary>Reads every blob; safe beside a running server. One that cannot be read is a problem like one that is damaged.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.StoreUnavailable"/>: the store cannot be listed.</exception>
    public async Task<StoreVerification> VerifyAsync(CancellationToken cancellationToken = default)
    {
        var reader = new StoreReader(_documents);
        var (blobs, bytes) = (0, 0L);
        await foreach (var blob in _documents.Store.ListAsync("", cancellationToken))
        {
            blobs++;
            bytes += blob.Bytes;
            await CheckAsync(blob.Key, async () =>
            {
                await reader.ReadAsync(blob.Key, cancellationToken);
                return await ProblemOfAsync(blob.Key, cancellationToken);
            });
        }

        // Looked up one by one: what was written after the listing began is there all the same.
        foreach (var (hash, user) in reader.Content)
        {
            await CheckAsync(KeyOf(hash), async () => await _documents.Content.ContainsAsync(hash, cancellationToken)
                ? null
                : $"It is missing; {user} refers to it.");
        }

        foreach (var (checkpoint, job) in reader.OpenCheckpoints)
        {
            await CheckAsync(checkpoint, async () => await IsMissingAsync(checkpoint, job, cancellationToken)
                ? $"It is missing; {job} goes on from it, and so starts again."
                : null);
        }

        VerifyBases(reader.Problems, cancellationToken);
        return new StoreVerification(blobs, bytes, reader.Problems);

        async Task CheckAsync(string key, Func<Task<string?>> problemOf)
        {
            if (await ProblemOrUnreadableAsync(problemOf) is { } problem) reader.Problems.Add(new StoreProblem(key, problem));
        }
    }

    /// <summary>
    /// Ends versions that their task no longer keeps and marks that deleted tasks do, and removes content, checkpoints, markers and
    /// nodes that nothing refers to and uploads that were given up. Safe beside a running server: what is younger than
    /// an hour stays, and what somebody takes up meanwhile has another ETag.
    /// </summary>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.StoreUnavailable"/>;
    /// <see cref="ErrorCodes.StoreInvalid"/>: a document is damaged, so nothing can be said about what it refers to.
    /// </exception>
    public async Task<StoreCollection> CollectAsync(CancellationToken cancellationToken = default)
    {
        await RetainAsync(cancellationToken);
        // Candidates first: whoever refers to one later has written it again.
        var old = new List<BlobInfo>();
        var now = _time.GetUtcNow();
        await foreach (var blob in _documents.Store.ListAsync("", cancellationToken))
        {
            if (now - blob.ModifiedAt > ContentStore.Grace) old.Add(blob);
        }

        var reader = new StoreReader(_documents);
        // Jobs last: one that is submitted meanwhile may need a diff whose version is deleted before its task is read.
        foreach (var isJob in (bool[])[false, true])
        {
            await foreach (var blob in _documents.Store.ListAsync("tenants/", cancellationToken))
            {
                if (IsJob(blob.Key) == isJob) await reader.ReadAsync(blob.Key, cancellationToken);
            }
        }

        if (reader.Problems is [var problem, ..])
            throw new TaskGridException(
                ErrorCodes.StoreInvalid,
                $"'{problem.Key}' is damaged, so nothing was removed. Restore it first; 'taskgrid store verify' lists all "
                + "problems.");
        var (blobs, bytes) = (0, 0L);
        foreach (var blob in old.Where(blob => IsGarbage(blob, now, reader)))
        {
            if (!await _documents.Store.DeleteAsync(blob.Key, blob.ETag, cancellationToken)) continue;
            blobs++;
            bytes += blob.Bytes;
        }

        return new StoreCollection(blobs, bytes);
    }

    private async Task RetainAsync(CancellationToken cancellationToken)
    {
        await foreach (var blob in _documents.Store.ListAsync("tenants/", cancellationToken))
        {
            if (blob.Key.Split('/') is not ["tenants", _, "tasks", _]) continue;
            // Null: it was removed meanwhile, and stays so.
            await _documents.Tasks.UpdateAsync(
                blob.Key, state => state is null ? null! : TaskMachine.Retain(state, _time.GetUtcNow()), cancellationToken);
        }
    }

    private void VerifyBases(List<StoreProblem> problems, CancellationToken cancellationToken)
    {
        foreach (var name in _bases?.Names() ?? [])
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                _bases!.Verify(name);
            }
            catch (TaskGridException exception)
            {
                problems.Add(new StoreProblem($"bases/{name}", exception.Message));
            }
        }
    }

    private static bool IsGarbage(BlobInfo blob, DateTimeOffset now, StoreReader reader) => blob.Key.Split('/') switch
    {
        ["content", _, var hash] => !reader.Content.ContainsKey(hash),
        ["tenants", _, "checkpoints", var job, _] => !reader.OpenJobs.Contains(job)
            && (!reader.FailedCheckpoints.TryGetValue(blob.Key, out var failedAt) || now - failedAt > KeepCheckpoints),
        ["tenants", _, "requests" or "uploads", _] => now - blob.ModifiedAt > KeepRequests,
        ["nodes", _] => !reader.Owners.Contains(GridKeys.NameOf(blob.Key)),
        ["queue", _] => !reader.OpenJobs.Contains(GridKeys.NameOf(blob.Key)),
        _ => false,
    };

    private static bool IsJob(string key) => key.Split('/') is ["tenants", _, "jobs", _];

    private static string KeyOf(string hash) =>
        hash.Length == 64 && hash.All(char.IsAsciiHexDigitLower) ? ContentStore.KeyOf(hash) : hash;

    private static async Task<string?> ProblemOrUnreadableAsync(Func<Task<string?>> problemOf)
    {
        try
        {
            return await problemOf();
        }
        catch (Exception exception)
            when (exception is TaskGridException { Code: ErrorCodes.StoreUnavailable } || StoreErrors.IsStoreFailure(exception))
        {
            return $"It cannot be read: {exception.Message}";
        }
    }

    // What is wrong with a blob that is no document.
    private async Task<string?> ProblemOfAsync(string key, CancellationToken cancellationToken) => key.Split('/') switch
    {
        ["content", ..] => await HashAsync(key, cancellationToken) is { } hash && KeyOf(hash) != key
            ? $"Its content is damaged: its SHA-256 is {hash}."
            : null,
        ["tenants", _, "checkpoints", _, _] => await CheckpointProblemAsync(key, cancellationToken),
        _ => null,
    };

    private async Task<string?> CheckpointProblemAsync(string key, CancellationToken cancellationToken)
    {
        await using var blob = await _documents.Store.OpenAsync(key, cancellationToken);
        if (blob is null) return null;
        await using var file = new SpoolFile();
        await file.FillAsync(blob.Content, cancellationToken);
        file.Content.Position = 0;
        try
        {
            TrainCheckpoint.Verify(file.Content);
            return null;
        }
        catch (TaskGridException exception) when (exception.Code == ErrorCodes.CheckpointInvalid)
        {
            return exception.Message;
        }
    }

    // A running job replaces its checkpoint: by now it may name another one.
    private async Task<bool> IsMissingAsync(string checkpoint, string job, CancellationToken cancellationToken) =>
        await _documents.Store.FindAsync(checkpoint, cancellationToken) is null
        && await _documents.Jobs.FindAsync(job, cancellationToken) is { HasEnded: false } state
        && state.Checkpoint?.Key == checkpoint;

    private async Task<string?> HashAsync(string key, CancellationToken cancellationToken)
    {
        await using var blob = await _documents.Store.OpenAsync(key, cancellationToken);
        return blob is null
            ? null
            : Convert.ToHexStringLower(await SHA256.HashDataAsync(blob.Content, cancellationToken));
    }
}
