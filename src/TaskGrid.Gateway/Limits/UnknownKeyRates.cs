using System.Net;
using System.Threading.RateLimiting;

namespace TaskGrid.Gateway;

/// <summary>Looks into the store for keys that were never seen, by address: who guesses keys does not keep the store busy, nor
/// those who have one from their work.</summary>
internal sealed class UnknownKeyRates(GatewayOptions options) : IDisposable
{
    private readonly PartitionedRateLimiter<string> _looks = PartitionedRateLimiter.Create<string, string>(
        address => RateLimitPartition.GetTokenBucketLimiter(address, _ => RequestRates.Bucket(options.Limits)));

    /// <summary>Takes one look.</summary>
    /// <exception cref="ApiException"><see cref="GatewayErrorCodes.RateLimited"/>.</exception>
    public void Take(IPAddress? address)
    {
        using var lease = _looks.AttemptAcquire($"{address}");
        if (!lease.IsAcquired)
            throw ApiException.RateLimited(
                $"More than {options.Limits.RequestsPerSecond} unknown API keys a second. Try again after Retry-After.");
    }

    public void Dispose() => _looks.Dispose();
}
