namespace TaskGrid.Orleans;

#pragma warning disable CA1001 // Its source, whose timer never ends before a gateway is lost, has no handle that was to be disposed of.
/// <summary>
/// Tells a client's calls that a gateway went away. Orleans does not say which of them it took along, and lets those wait for
/// their time; so all that are not answered soon after are made again.
/// </summary>
internal sealed class GatewayLosses(TimeProvider time)
{
    // For those that went through other gateways.
    private static readonly TimeSpan SoonAfter = TimeSpan.FromSeconds(0.5);

    private CancellationTokenSource _next = new(Timeout.InfiniteTimeSpan, time);

    /// <summary>For a call that begins now: cancelled when an answer is not to be waited for any longer.</summary>
    public CancellationToken Token => Volatile.Read(ref _next).Token;

    /// <summary>Hears of gateways that come and go.</summary>
    public void OnCountChanged(object? sender, GatewayCountChangedEventArgs count)
    {
        if (count.NumberOfConnectedGateways >= count.PreviousNumberOfConnectedGateways) return;
        Interlocked.Exchange(ref _next, new(Timeout.InfiniteTimeSpan, time)).CancelAfter(SoonAfter);
    }
}
