namespace TaskGrid.Proofs.Stores;

/// <summary>A store that goes with the instance.</summary>
/// <param name="address">Where it is.</param>
/// <param name="owner">What it lies in.</param>
internal sealed class TemporaryStore(StoreAddress address, IDisposable owner) : IDisposable
{
    /// <summary>Where it is.</summary>
    public StoreAddress Address => address;

    public void Dispose() => owner.Dispose();
}
