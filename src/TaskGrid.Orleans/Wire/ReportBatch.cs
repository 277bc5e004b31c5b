namespace TaskGrid.Orleans;

/// <summary>Reports that are new to a silo.</summary>
/// <param name="Number">Names this answer in the next call.</param>
/// <param name="Reports">The reports.</param>
[GenerateSerializer]
[Alias("taskgrid.report-batch")]
[Immutable]
public sealed record ReportBatch([property: Id(0)] long Number, [property: Id(1)] ReportWire[] Reports);
