using System.Runtime.CompilerServices;

namespace TaskGrid.Tests;

/// <summary>A store that misbehaves at given rates; the same seed and order of calls give the same faults.</summary>
internal sealed class FaultyBlobStore(IBlobStore inner, FaultRates rates, int seed) : IBlobStore
{
    private readonly Random _random = new(seed);
    private int _faults;

    public string Name => inner.Name;

    /// <summary>How many faults there were.</summary>
    public int Faults => _faults;

    public async Task<Blob?> OpenAsync(string key, CancellationToken cancellationToken = default)
    {
        await BeginAsync(cancellationToken);
        return await inner.OpenAsync(key, cancellationToken);
    }

    public async Task<BlobInfo?> FindAsync(string key, CancellationToken cancellationToken = default)
    {
        await BeginAsync(cancellationToken);
        return await inner.FindAsync(key, cancellationToken);
    }

    public async Task<string?> WriteAsync(
        string key, Stream content, BlobCondition condition, CancellationToken cancellationToken = default)
    {
        await BeginAsync(cancellationToken);
        if (condition != BlobCondition.None && Happens(rates.FalseCondition)) return null;
        var eTag = await inner.WriteAsync(key, content, condition, cancellationToken);
        End();
        return eTag;
    }

    public async Task<bool> DeleteAsync(
        string key, string? ifMatch = null, CancellationToken cancellationToken = default)
    {
        await BeginAsync(cancellationToken);
        if (ifMatch is not null && Happens(rates.FalseCondition)) return false;
        var isDeleted = await inner.DeleteAsync(key, ifMatch, cancellationToken);
        End();
        return isDeleted;
    }

    public async IAsyncEnumerable<BlobInfo> ListAsync(
        string prefix, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await BeginAsync(cancellationToken);
        await foreach (var blob in inner.ListAsync(prefix, cancellationToken)) yield return blob;
    }

    private static TaskGridException Fault(string when) =>
        new(ErrorCodes.StoreUnavailable, $"A fault that the test asked for, {when}.");

    private async Task BeginAsync(CancellationToken cancellationToken)
    {
        if (Happens(rates.Delay)) await Task.Delay(rates.MaxDelay * Draw(), cancellationToken);
        if (Happens(rates.Fail)) throw Fault("before the call");
    }

    private void End()
    {
        if (Happens(rates.FailAfterwards)) throw Fault("after the call was done");
    }

    private bool Happens(double rate)
    {
        if (Draw() >= rate) return false;
        Interlocked.Increment(ref _faults);
        return true;
    }

    private double Draw()
    {
        lock (_random) return _random.NextDouble();
    }
}
