using System.Runtime.CompilerServices;

namespace TaskGrid.Proofs.Crash;

/// <summary>A store that does something on the training's own thread when the checkpoint of a step is about to be
/// written: the place for a crash at exactly that step.</summary>
/// <param name="inner">The store.</param>
/// <param name="step">The step.</param>
/// <param name="action">What to do; it gets the key of the checkpoint.</param>
internal sealed class CheckpointHook(IBlobStore inner, int step, Action<string> action) : IBlobStore
{
    public string Name => inner.Name;

    public Task<Blob?> OpenAsync(string key, CancellationToken cancellationToken = default) =>
        inner.OpenAsync(key, cancellationToken);

    public Task<BlobInfo?> FindAsync(string key, CancellationToken cancellationToken = default) =>
        inner.FindAsync(key, cancellationToken);

    public Task<string?> WriteAsync(
        string key, Stream content, BlobCondition condition, CancellationToken cancellationToken = default)
    {
        if (key.Contains("/checkpoints/", StringComparison.Ordinal)
            && key.EndsWith($"-{step:D9}.safetensors", StringComparison.Ordinal)) action(key);
        return inner.WriteAsync(key, content, condition, cancellationToken);
    }

    public Task<bool> DeleteAsync(string key, string? ifMatch = null, CancellationToken cancellationToken = default) =>
        inner.DeleteAsync(key, ifMatch, cancellationToken);

    public async IAsyncEnumerable<BlobInfo> ListAsync(
        string prefix, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var blob in inner.ListAsync(prefix, cancellationToken)) yield return blob;
    }
}
