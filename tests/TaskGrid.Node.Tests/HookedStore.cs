using System.Runtime.CompilerServices;

namespace TaskGrid.Node.Tests;

/// <summary>A store that does something before it writes and lists, and before it reads.</summary>
/// <param name="inner">The store.</param>
/// <param name="hook">What to do before it writes and lists; it gets the key or prefix.</param>
/// <param name="read">What to do before it reads; it gets the key.</param>
internal sealed class HookedStore(
    IBlobStore inner, Func<string, CancellationToken, Task>? hook = null, Func<string, Task>? read = null) : IBlobStore
{
    public string Name => inner.Name;

    public async Task<Blob?> OpenAsync(string key, CancellationToken cancellationToken = default)
    {
        if (read is not null) await read(key);
        return await inner.OpenAsync(key, cancellationToken);
    }

    public Task<BlobInfo?> FindAsync(string key, CancellationToken cancellationToken = default) =>
        inner.FindAsync(key, cancellationToken);

    public async Task<string?> WriteAsync(
        string key, Stream content, BlobCondition condition, CancellationToken cancellationToken = default)
    {
        if (hook is not null) await hook(key, cancellationToken);
        return await inner.WriteAsync(key, content, condition, cancellationToken);
    }

    public Task<bool> DeleteAsync(string key, string? ifMatch = null, CancellationToken cancellationToken = default) =>
        inner.DeleteAsync(key, ifMatch, cancellationToken);

    public async IAsyncEnumerable<BlobInfo> ListAsync(
        string prefix, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (hook is not null) await hook(prefix, cancellationToken);
        await foreach (var blob in inner.ListAsync(prefix, cancellationToken)) yield return blob;
    }
}
