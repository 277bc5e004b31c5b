using System.Diagnostics;
using OpenTelemetry;

namespace TaskGrid.Cli.Serving;

/// <summary>
/// Leaves out the traces that silos would make of what they do on their own, every second: reports, timers, membership. They are
/// those that begin in Orleans; a request begins in HTTP, or in a client that says so.
/// </summary>
internal sealed class HousekeepingFilter : BaseProcessor<Activity>
{
    /// <inheritdoc />
    public override void OnStart(Activity data)
    {
        if (data.ParentSpanId != default || !data.Source.Name.StartsWith("Microsoft.Orleans.", StringComparison.Ordinal)) return;
        // What it calls, here and elsewhere, is not sampled either.
        data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        data.IsAllDataRequested = false;
    }
}
