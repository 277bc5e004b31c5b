namespace TaskGrid.Tests.Telemetry;

/// <summary>A span that has arrived.</summary>
/// <param name="Instance">The instance of the service that has sent it.</param>
/// <param name="Source">Its source.</param>
/// <param name="Name">Its name.</param>
/// <param name="Trace">Its trace.</param>
/// <param name="Id">Its id.</param>
/// <param name="Parent">Its parent's id; empty: it is a root.</param>
internal sealed record CollectedSpan(string Instance, string Source, string Name, string Trace, string Id, string Parent);
