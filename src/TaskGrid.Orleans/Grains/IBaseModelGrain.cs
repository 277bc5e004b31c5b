namespace TaskGrid.Orleans;

/// <summary>A base model on the silo of the caller; key: its name.</summary>
[Alias("taskgrid.base-model")]
[SilosOnly]
public interface IBaseModelGrain : IGrainWithStringKey
{
    /// <summary>Loads the base, unless it is in memory. It stays there.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.BaseNotFound"/>, or the stored base is damaged.
    /// </exception>
    [Alias("pin")]
    [ResponseTimeout("00:05:00")]
    Task<BaseInfo> PinAsync(CancellationToken cancellationToken = default);
}
