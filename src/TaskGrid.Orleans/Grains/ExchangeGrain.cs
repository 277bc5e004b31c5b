using TaskGrid.Cluster;

namespace TaskGrid.Orleans;

/// <summary>The table of reports, in memory alone: after a move it fills within a period.</summary>
[GrainType("exchange")]
internal sealed class ExchangeGrain(TimeProvider time) : Grain, IExchangeGrain
{
    private static readonly TimeSpan KeepFor = TimeSpan.FromMinutes(1);
    private readonly ReportTable _table = new(time, KeepFor);

    public Task<ReportBatch> ExchangeAsync(ReportWire report, long seen)
    {
        _table.Put(report.ToReport());
        return Task.FromResult(new ReportBatch(
            _table.Number, [.. _table.Since(seen, report.Lacking).Where(each => each.Silo != report.Silo).Select(ReportWire.Of)]));
    }
}
