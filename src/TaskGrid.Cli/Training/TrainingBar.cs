using Spectre.Console;
using TaskGrid.Cli.Output;

namespace TaskGrid.Cli.Training;

/// <summary>Reports a training as a bar on the terminal, with a line above it for each dev metric.</summary>
internal sealed class TrainingBar : IProgress<TrainProgress>
{
    private readonly IAnsiConsole _console;
    private readonly ProgressTask _bar;

    private TrainingBar(IAnsiConsole console, ProgressTask bar) => (_console, _bar) = (console, bar);

    /// <summary>Whether stderr is a terminal that can show a bar.</summary>
    public static bool IsPossible =>
        !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb");

    /// <summary>Shows the bar while a training runs, and takes it away again.</summary>
    /// <param name="training">The training; it reports to what it is given.</param>
    public static TrainResult Show(Func<IProgress<TrainProgress>, TrainResult> training)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn())
            .Start(context => training(new TrainingBar(console, context.AddTask("reading data"))));
    }

    /// <inheritdoc />
    public void Report(TrainProgress value)
    {
        var left = value.Remaining is { } time ? $", {Readable.Duration(time)} left" : "";
        _bar.Description = Markup.Escape($"{value.Phase}  {ProgressText.Figures(value)}{left}");
        _bar.MaxValue = Math.Max(1, value.Steps);
        _bar.Value = value.Step;
        if (value.DevMetric is { } metric)
            _console.MarkupLineInterpolated($"{value.Phase}, epoch {value.Epoch:0.0}: dev {Readable.Score(metric)}");
    }
}
