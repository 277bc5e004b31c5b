using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace TaskGrid.Node;

/// <summary>
/// Small JSON documents in a blob store. A change is a pure function of the document as it is: when somebody else was
/// faster, it is applied again to what they left, so no update is lost.
/// </summary>
/// <typeparam name="T">An immutable record.</typeparam>
/// <param name="store">The store.</param>
/// <param name="type">How they are written.</param>
/// <param name="isLeft">Whether a document is only what a removed one left: changes see it, readers do not. Null: none is.</param>
internal sealed class DocumentStore<T>(IBlobStore store, JsonTypeInfo<T> type, Func<T, bool>? isLeft = null)
    where T : class
{
    private const int MaxAttempts = 40;
    private const int MaxBytes = 16 << 20;

    /// <summary>Reads a document; null when there is none.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.StoreInvalid"/>: it is damaged.</exception>
    public async Task<T?> FindAsync(string key, CancellationToken cancellationToken) =>
        (await ReadAsync(key, cancellationToken)).Value is { } value && isLeft?.Invoke(value) != true ? value : null;

    /// <summary>Changes a document, or makes it.</summary>
    /// <param name="key">The document.</param>
    /// <param name="change">From the document as it is (null: there is none) to the one wanted; the same one writes
    /// nothing. It may be called several times.</param>
    /// <param name="cancellationToken">Gives up; the change is made or not.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.Contended"/>, <see cref="ErrorCodes.TooLarge"/>, and what the
    /// change throws.</exception>
    public async Task<T> UpdateAsync(string key, Func<T?, T> change, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var (current, eTag) = await ReadAsync(key, cancellationToken);
            var next = change(current);
            if (ReferenceEquals(next, current)) return next;
            var condition = eTag is null ? BlobCondition.IfAbsent : BlobCondition.IfMatch(eTag);
            var bytes = JsonSerializer.SerializeToUtf8Bytes(next, type);
            if (bytes.Length > MaxBytes) throw TooLarge(key, bytes.Length);
            using var content = new MemoryStream(bytes, writable: false);
            if (await store.WriteAsync(key, content, condition, cancellationToken) is not null) return next;
            await Task.Delay(Random.Shared.Next(1, 10 + (10 * attempt)), cancellationToken);
        }

        throw new TaskGridException(
            ErrorCodes.Contended, $"'{key}' was changed by others {MaxAttempts} times in a row. Try again.");
    }

    /// <summary>Removes a document.</summary>
    public Task<bool> DeleteAsync(string key, CancellationToken cancellationToken) =>
        store.DeleteAsync(key, null, cancellationToken);

    private async Task<(T? Value, string? ETag)> ReadAsync(string key, CancellationToken cancellationToken)
    {
        await using var blob = await store.OpenAsync(key, cancellationToken);
        if (blob is null) return (null, null);
        if (blob.Info.Bytes > MaxBytes) throw Invalid(key, null);
        try
        {
            var value = await JsonSerializer.DeserializeAsync(blob.Content, type, cancellationToken);
            return (value ?? throw Invalid(key, null), blob.Info.ETag);
        }
        catch (JsonException exception)
        {
            throw Invalid(key, exception);
        }
    }

    private static TaskGridException TooLarge(string key, int bytes) =>
        new(
            ErrorCodes.TooLarge,
            $"The document '{key}' would have {bytes:N0} bytes, and {MaxBytes:N0} are the most. A task has fewer versions when it is "
            + "registered with 'keepVersions', or when some are deleted.");

    // Tenants may read this as the reason of a failed job: where the store is, is not for them.
    private static TaskGridException Invalid(string key, Exception? cause) =>
        new(
            ErrorCodes.StoreInvalid,
            $"The document '{key}' in the store is damaged. Restore it from a backup; 'taskgrid store verify' lists all "
            + "that is damaged.",
            innerException: cause);
}
