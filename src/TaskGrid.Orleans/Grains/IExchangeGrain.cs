namespace TaskGrid.Orleans;

/// <summary>Where silos leave their reports and find those of the others; there is one.</summary>
[Alias("taskgrid.exchange")]
[SilosOnly]
public interface IExchangeGrain : IGrainWithIntegerKey
{
    /// <summary>Takes a report and gives what has come since.</summary>
    /// <param name="report">The caller's, a whole one.</param>
    /// <param name="seen">The number of the last answer; 0: none yet.</param>
    [Alias("exchange")]
    [ResponseTimeout("00:00:05")]
    Task<ReportBatch> ExchangeAsync(ReportWire report, long seen);
}
