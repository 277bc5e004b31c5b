using System.Globalization;
using System.Text;
using TaskGrid.Cli.Output;

namespace TaskGrid.Cli.Jobs;

/// <summary>A training's state in words.</summary>
internal static class ProgressText
{
    /// <summary>Loss, expected density and dev metric, as far as they are known.</summary>
    public static string Figures(TrainProgress progress)
    {
        var text = new StringBuilder();
        if (progress.Loss is { } loss) Append(text, $"loss {loss:0.0000}");
        if (progress.ExpectedDensity is { } density) Append(text, $"expected density {density * 100:0.00} %");
        if (progress.DevMetric is { } metric) Append(text, $"dev {metric:0.0000}");
        return text.ToString();
    }

    /// <summary>One line for a log.</summary>
    /// <param name="value">What happened.</param>
    /// <param name="elapsed">Time since the job began.</param>
    public static string Line(JobEvent value, TimeSpan elapsed) =>
        string.Create(CultureInfo.InvariantCulture, $"[{elapsed:hh\\:mm\\:ss}] ")
        + (value is { Kind: JobEventKind.Progress, Progress: { } progress } ? Line(progress) : value.Message);

    private static string Line(TrainProgress progress)
    {
        var figures = Figures(progress);
        var left = progress.Remaining is { } time ? $", {Readable.Duration(time)} left" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{progress.Phase}, step {progress.Step}/{progress.Steps}, epoch {progress.Epoch:0.0}")
            + (figures.Length > 0 ? ", " + figures : "") + left;
    }

    private static void Append(StringBuilder text, FormattableString part) =>
        text.Append(text.Length > 0 ? ", " : "").Append(FormattableString.Invariant(part));
}
