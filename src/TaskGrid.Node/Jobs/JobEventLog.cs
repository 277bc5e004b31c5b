using System.Globalization;
using System.Text.Json;

namespace TaskGrid.Node;

/// <summary>
/// A job's events in the store: segments of JSON lines, each named by its first sequence number. A segment is written
/// once and only when there is none of its name, so that events are numbered without gaps whoever adds them. Whether somebody still may
/// is for them to look up before.
/// </summary>
internal sealed class JobEventLog(GridDocuments documents, JobSignals signals, TimeProvider time)
{
    private const int NumberDigits = 12;
    private const int MaxAttempts = 20;

    /// <summary>Events after a sequence number, as they are now.</summary>
    public async Task<List<JobEvent>> ReadAsync(
        string tenant, string id, long after, CancellationToken cancellationToken)
    {
        var keys = new List<string>();
        await foreach (var blob in documents.Store.ListAsync(GridKeys.Events(tenant, id), cancellationToken))
            keys.Add(blob.Key);
        var first = keys.FindLastIndex(key => FirstOf(key) <= after + 1);
        var events = new List<JobEvent>();
        foreach (var key in keys.Skip(Math.Max(0, first)))
        {
            foreach (var line in await ReadSegmentAsync(documents, key, cancellationToken))
            {
                if (line.Sequence > after) events.Add(line);
            }
        }

        return events;
    }

    /// <summary>Whether an event tells that its job has ended: none comes after it.</summary>
    public static bool IsEnd(JobEvent told) => told.Status is JobStatus.Succeeded or JobStatus.Failed or JobStatus.Cancelled;

    /// <summary>The time of what happens now.</summary>
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>A sequence number that every event to come is behind.</summary>
    public async Task<long> ReachedAsync(string tenant, string id, CancellationToken cancellationToken) =>
        (await documents.KeysAsync(GridKeys.Events(tenant, id), cancellationToken)) is [.., var last] ? FirstOf(last) : 0;

    /// <summary>Adds events, unless the end was told.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="id">The job.</param>
    /// <param name="drafts">The events, without sequence numbers.</param>
    /// <param name="after">Those that are in the log behind this sequence number are not added again; null: none is there.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.Contended"/>.</exception>
    public async Task AddAsync(
        string tenant, string id, IReadOnlyList<JobEvent> drafts, long? after, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var last = await LastAsync(tenant, id, cancellationToken);
            if (last is not null && IsEnd(last)) return;
            if (last?.Sequence > after)
            {
                var told = await ReadAsync(tenant, id, after.Value, cancellationToken);
                drafts = [.. drafts.Where(draft => !told.Exists(each => each with { Sequence = draft.Sequence } == draft))];
            }

            if (drafts.Count == 0) return;
            var next = (last?.Sequence ?? 0) + 1;
            using var content = new MemoryStream();
            for (var i = 0; i < drafts.Count; i++)
            {
                JsonSerializer.Serialize(content, drafts[i] with { Sequence = next + i }, GridDocumentsJson.Default.JobEvent);
                content.WriteByte((byte)'\n');
            }

            content.Position = 0;
            var name = next.ToString(CultureInfo.InvariantCulture).PadLeft(NumberDigits, '0');
            var key = $"{GridKeys.Events(tenant, id)}{name}.jsonl";
            if (await documents.Store.WriteAsync(key, content, BlobCondition.IfAbsent, cancellationToken) is null) continue;
            signals.Raise(id);
            return;
        }

        throw new TaskGridException(
            ErrorCodes.Contended, $"Others added events of '{id}' {MaxAttempts} times in a row. Try again.");
    }

    /// <summary>The newest event with progress; null when there is none.</summary>
    public async Task<JobEvent?> LastProgressAsync(string tenant, string id, CancellationToken cancellationToken)
    {
        var keys = await documents.KeysAsync(GridKeys.Events(tenant, id), cancellationToken);
        for (var i = keys.Count - 1; i >= 0; i--)
        {
            var events = await ReadSegmentAsync(documents, keys[i], cancellationToken);
            if (events.FindLast(each => each.Progress is not null) is { } found) return found;
        }

        return null;
    }

    /// <summary>The newest event; null when there is none.</summary>
    public async Task<JobEvent?> LastAsync(string tenant, string id, CancellationToken cancellationToken)
    {
        string? last = null;
        await foreach (var blob in documents.Store.ListAsync(GridKeys.Events(tenant, id), cancellationToken))
            last = blob.Key;
        return last is null ? null : (await ReadSegmentAsync(documents, last, cancellationToken)).LastOrDefault();
    }

    /// <summary>The events of one segment.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.StoreInvalid"/>: it is damaged.</exception>
    public static async Task<List<JobEvent>> ReadSegmentAsync(
        GridDocuments documents, string key, CancellationToken cancellationToken)
    {
        await using var blob = await documents.Store.OpenAsync(key, cancellationToken);
        var events = new List<JobEvent>();
        if (blob is null) return events;
        using var reader = new StreamReader(blob.Content);
        try
        {
            while (await reader.ReadLineAsync(cancellationToken) is { } line)
                events.Add(JsonSerializer.Deserialize(line, GridDocumentsJson.Default.JobEvent)!);
        }
        catch (JsonException exception)
        {
            throw new TaskGridException(
                ErrorCodes.StoreInvalid, $"The events '{key}' are damaged. Restore them from a backup.", null, exception);
        }

        return events;
    }

    private static long FirstOf(string key) =>
        long.Parse(key.AsSpan(key.LastIndexOf('/') + 1, NumberDigits), CultureInfo.InvariantCulture);
}
