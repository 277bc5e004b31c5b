using System.Runtime.CompilerServices;

namespace TaskGrid.Tests;

/// <summary>A store that misbehaves at given rates; the same seed and order of calls give the same faults.</summary>
internal sealed class FaultyBlobStore(IBlobStore inner, FaultRates rates, int seed) : IBlobStore
{
    private readonly Random _random = new(seed);
    private int _calls;
    private int _faults;

    public string Name => inner.Name;

    /// <summary>How many calls there were, of keys that the faults are about.</summary>
    public int Calls => _calls;

    /// <summary>How many faults there were.</summary>
    public int Faults => _faults;

    public async Task<Blob?> OpenAsync(string key, CancellationToken cancellationToken = default)
    {
        await BeginAsync(key, cancellationToken);
        var blob = await inner.OpenAsync(key, cancellationToken);
        return blob is not null && Happens(key, rates.Tear)
            ? new Blob(blob.Info, Torn(blob.Content, blob.Info.Bytes))
            : blob;
    }

    public async Task<BlobInfo?> FindAsync(string key, CancellationToken cancellationToken = default)
    {
        await BeginAsync(key, cancellationToken);
        return await inner.FindAsync(key, cancellationToken);
    }

    public async Task<string?> WriteAsync(
        string key, Stream content, BlobCondition condition, CancellationToken cancellationToken = default)
    {
        await BeginAsync(key, cancellationToken);
        if (condition != BlobCondition.None && Happens(key, rates.FalseCondition)) return null;
        if (Happens(key, rates.Tear)) content = Torn(content, content.Length);
        var eTag = await inner.WriteAsync(key, content, condition, cancellationToken);
        End(key);
        return eTag;
    }

    public async Task<bool> DeleteAsync(
        string key, string? ifMatch = null, CancellationToken cancellationToken = default)
    {
        await BeginAsync(key, cancellationToken);
        if (ifMatch is not null && Happens(key, rates.FalseCondition)) return false;
        var isDeleted = await inner.DeleteAsync(key, ifMatch, cancellationToken);
        End(key);
        return isDeleted;
    }

    public async IAsyncEnumerable<BlobInfo> ListAsync(
        string prefix, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await BeginAsync(prefix, cancellationToken);
        await foreach (var blob in inner.ListAsync(prefix, cancellationToken)) yield return blob;
    }

    private static TaskGridException Fault(string when) =>
        new(ErrorCodes.StoreUnavailable, $"A fault that the test asked for, {when}.");

    private BreakingStream Torn(Stream content, long bytes) =>
        new(content, (long)(bytes * Draw()), () => Fault("in the middle of the content"));

    private async Task BeginAsync(string key, CancellationToken cancellationToken)
    {
        if (rates.Keys(key)) Interlocked.Increment(ref _calls);
        if (Happens(key, rates.Delay)) await Task.Delay(rates.MaxDelay * Draw(), cancellationToken);
        if (Happens(key, rates.Fail)) throw Fault("before the call");
    }

    private void End(string key)
    {
        if (Happens(key, rates.FailAfterwards)) throw Fault("after the call was done");
    }

    private bool Happens(string key, double rate)
    {
        if (Draw() >= rate || !rates.Keys(key)) return false;
        Interlocked.Increment(ref _faults);
        return true;
    }

    private double Draw()
    {
        lock (_random) return _random.NextDouble();
    }
}
