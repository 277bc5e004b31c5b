using System.Globalization;
using Spectre.Console;

namespace TaskGrid.Demo;

/// <summary>Shows training runs that go on at once: a bar for each on a terminal, a line per epoch elsewhere.</summary>
internal static class DemoProgress
{
    /// <summary>Does work that gets a report for each title.</summary>
    public static Task<T> RunAsync<T>(IAnsiConsole console, Func<Func<string, IProgress<JobEvent>>, Task<T>> work)
    {
        if (!console.Profile.Capabilities.Interactive)
        {
            return work(title => new Reports(report =>
            {
                if (report.DevMetric is not null) console.WriteLine($"  {title}: {Text(report)}");
            }));
        }

        return console.Progress().HideCompleted(false).Columns(
            new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(),
            new RemainingTimeColumn()).StartAsync(context => work(title =>
        {
            var bar = context.AddTask(title);
            return new Reports(report =>
            {
                bar.MaxValue = report.Steps;
                bar.Value = report.Step;
                bar.Description = Markup.Escape($"{title}: {Text(report)}");
            });
        }));
    }

    private static string Text(TrainProgress report)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{report.Phase}, epoch {report.Epoch:0.0}");
        if (report.Loss is { } loss) text += string.Create(CultureInfo.InvariantCulture, $", loss {loss:0.000}");
        if (report.ExpectedDensity is { } density)
            text += string.Create(CultureInfo.InvariantCulture, $", density {100 * density:0.00} %");
        return report.DevMetric is { } metric
            ? text + string.Create(CultureInfo.InvariantCulture, $", dev {metric:0.000}")
            : text;
    }

    private sealed class Reports(Action<TrainProgress> report) : IProgress<JobEvent>
    {
        public void Report(JobEvent value)
        {
            if (value is { Kind: JobEventKind.Progress, Progress: { } progress }) report(progress);
        }
    }
}
