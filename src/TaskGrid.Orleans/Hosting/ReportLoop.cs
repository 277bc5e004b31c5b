using Microsoft.Extensions.Logging;
using TaskGrid.Cluster;

namespace TaskGrid.Orleans;

/// <summary>Exchanges reports with the other silos, and forgets those that are gone.</summary>
internal sealed partial class ReportLoop(
    IGrainFactory grains,
    ClusterView view,
    IClusterMembershipService membership,
    SiloNodeOptions options,
    TimeProvider time,
    ILogger<ReportLoop> logger) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly SemaphoreSlim _turn = new(1);
    private readonly ReportReader _reader = new(view);
    private Func<bool, SiloReport>? _report;
    private Task _loop = Task.CompletedTask;
    private volatile bool _isLeaving;

    /// <summary>Begins; when it returns, this silo and the others know of each other.</summary>
    /// <param name="report">Makes this silo's report; it is told whether the silo leaves.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task StartAsync(Func<bool, SiloReport> report, CancellationToken cancellationToken)
    {
        _report = report;
        await ExchangeAsync();
        _loop = Task.Run(LoopAsync, cancellationToken);
    }

    /// <summary>Tells the others that this silo takes nothing new, and waits until they have heard.</summary>
    public async Task LeaveAsync(CancellationToken cancellationToken)
    {
        if (_report is null) return;
        _isLeaving = true;
        // This silo itself need not wait for an exchange that is under way.
        view.Put(_report(true));
        await TryExchangeAsync();
        // Reports are passed on once in a period; nobody says who has heard one, so a period and a half is waited.
        if (view.Silos.Count > 1 && !cancellationToken.IsCancellationRequested)
            await Task.Delay(1.5 * Every, time, CancellationToken.None);
        await DisposeAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _loop;
    }

    private TimeSpan Every => ReportPace.Of(view.Silos.Count, options.ReportEvery);

    private async Task LoopAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Every, time, _stopping.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await TryExchangeAsync();
        }
    }

    // Whatever fails: a silo that does not tell any more gets nothing to do, and nothing would say why.
    private async Task TryExchangeAsync()
    {
        try
        {
            await ExchangeAsync();
        }
        catch (Exception exception)
        {
            LogFailed(logger, exception);
        }
    }

    private async Task ExchangeAsync()
    {
        await _turn.WaitAsync();
        try
        {
            var own = _report!(_isLeaving);
            view.Put(own);
            var batch = await grains.GetGrain<IExchangeGrain>(0).ExchangeAsync(
                ReportWire.Of(own) with { Lacking = [.. _reader.Lacking] }, _reader.Seen);
            _reader.Take(batch.Number, [.. batch.Reports.Select(report => report.ToReport())]);
        }
        catch (Exception exception) when (Transient.Is(exception))
        {
            // Its silo is gone; the next exchange finds it elsewhere.
        }
        finally
        {
            Forget();
            _turn.Release();
        }
    }

    private void Forget()
    {
        var members = membership.CurrentSnapshot.Members.Values
            .Where(member => member.Status is SiloStatus.Active or SiloStatus.Joining)
            .Select(member => member.SiloAddress.ToParsableString())
            .ToHashSet(StringComparer.Ordinal);
        view.Retain(members.Contains);
    }

    [LoggerMessage(LogLevel.Warning, "An exchange of reports with the other silos failed; the next one is tried all the same.")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
