using TaskGrid.Cli.Output;

namespace TaskGrid.Cli.Jobs;

/// <summary>Reports a job as lines on stderr, one an event; the time is that since its first event.</summary>
internal sealed class JobLines : IProgress<JobEvent>
{
    private DateTimeOffset? _first;

    /// <inheritdoc />
    public void Report(JobEvent value)
    {
        // Why it ended without a result is said by the command's error.
        if (value.Status is JobStatus.Failed or JobStatus.Cancelled) return;
        _first ??= value.At;
        CliOutput.Note(ProgressText.Line(value, value.At - _first.Value));
    }
}
