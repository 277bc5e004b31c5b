using Spectre.Console;
using TaskGrid.Cli.Output;

namespace TaskGrid.Cli.Jobs;

/// <summary>Reports a job as a bar on the terminal, with a line above it for each dev metric.</summary>
internal sealed class JobBar : IProgress<JobEvent>
{
    private readonly IAnsiConsole _console;
    private readonly ProgressTask _bar;

    private JobBar(IAnsiConsole console, ProgressTask bar) => (_console, _bar) = (console, bar);

    /// <summary>Shows the bar while a job is followed, and takes it away again.</summary>
    /// <param name="following">Follows the job; reports to what it is given.</param>
    public static Task<JobSnapshot> ShowAsync(Func<IProgress<JobEvent>, Task<JobSnapshot>> following) =>
        TerminalBar.ShowAsync("waiting for its turn", (console, bar) => following(new JobBar(console, bar)));

    /// <inheritdoc />
    public void Report(JobEvent value)
    {
        if (value is not { Kind: JobEventKind.Progress, Progress: { } progress })
        {
            if (value.Kind != JobEventKind.Checkpoint) _bar.Description = Markup.Escape(value.Message);
            return;
        }

        var left = progress.Remaining is { } time ? $", {Readable.Duration(time)} left" : "";
        _bar.Description = Markup.Escape($"{progress.Phase}  {ProgressText.Figures(progress)}{left}");
        _bar.MaxValue = Math.Max(1, progress.Steps);
        _bar.Value = progress.Step;
        if (progress.DevMetric is { } metric)
            _console.MarkupLineInterpolated(
                $"{progress.Phase}, epoch {progress.Epoch:0.0}: dev {Readable.Score(metric)}");
    }
}
