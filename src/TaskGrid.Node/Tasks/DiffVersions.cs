using TaskGrid.Diffs;

namespace TaskGrid.Node;

/// <summary>Diff files as versions: checked, then stored by their hash.</summary>
internal sealed class DiffVersions(GridDocuments documents, BaseCatalog bases, TimeProvider time)
{
    /// <summary>Diffs that are checked at once, others wait. Each is in memory meanwhile, and so is what it decodes to.</summary>
    internal const int MaxChecks = 2;

    // Of all nodes of a process.
    private static readonly SemaphoreSlim Checks = new(MaxChecks);

    /// <summary>Stores a diff file that fits a base of this store.</summary>
    /// <param name="task">Its task.</param>
    /// <param name="job">The job that made it, or null.</param>
    /// <param name="diff">The file.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The version, still without a number.</returns>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.DiffInvalid"/>,
    /// <see cref="ErrorCodes.DiffBaseMismatch"/>.</exception>
    public async Task<VersionSnapshot> AddAsync(
        string task, string? job, Stream diff, CancellationToken cancellationToken)
    {
        var hash = await documents.Content.AddAsync(diff, cancellationToken);
        return await CheckAsync(task, job, hash, cancellationToken);
    }

    /// <summary>Checks a diff file that is stored already.</summary>
    /// <param name="task">Its task.</param>
    /// <param name="job">The job that made it, or null.</param>
    /// <param name="hash">Its SHA-256.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The version, still without a number.</returns>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.DiffInvalid"/>,
    /// <see cref="ErrorCodes.DiffBaseMismatch"/>.</exception>
    public Task<VersionSnapshot> CheckAsync(string task, string? job, string hash, CancellationToken cancellationToken) =>
        ReadAsync(
            hash,
            reader =>
            {
                bases.Check(ReadAll(reader));
                var record = TrainingRecordJson.Read(reader.TrainingRecordJson);
                return new VersionSnapshot
                {
                    Number = 0,
                    CreatedAt = time.GetUtcNow(),
                    Job = job,
                    Sha256 = hash,
                    Info = TaskInfos.Of(task, 0, reader, record, bases),
                    Training = record,
                };
            },
            cancellationToken);

    /// <summary>Reads a stored diff whole. Where its base is here, the two must fit.</summary>
    /// <exception cref="TaskGridException">It is missing, damaged, or does not fit.</exception>
    public Task VerifyAsync(string hash, CancellationToken cancellationToken) =>
        ReadAsync(
            hash,
            reader =>
            {
                var diff = ReadAll(reader);
                if (bases.Find(diff.Base) is not null) bases.Check(diff);
                return true;
            },
            cancellationToken);

    private async Task<T> ReadAsync<T>(string hash, Func<DiffReader, T> check, CancellationToken cancellationToken)
    {
        await Checks.WaitAsync(cancellationToken);
        try
        {
            await using var stored = await documents.Content.OpenAsync(hash, cancellationToken);
            // It may load the base, and callers may have other work for their thread: a grain has one turn at a time.
            return await Task.Run(() => check(DiffFile.Open(stored)), cancellationToken);
        }
        finally
        {
            Checks.Release();
        }
    }

    private static TaskDiff ReadAll(DiffReader reader)
    {
        VersionEvaluation.CheckMetric(reader.Task);
        return reader.ReadAll();
    }
}
