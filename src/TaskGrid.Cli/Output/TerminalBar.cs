using Spectre.Console;

namespace TaskGrid.Cli.Output;

/// <summary>A bar on the terminal, which is taken away when the work is done.</summary>
internal static class TerminalBar
{
    /// <summary>Whether stderr is a terminal that can show a bar.</summary>
    public static bool IsPossible =>
        !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb");

    /// <summary>Shows a bar during some work.</summary>
    /// <param name="first">What it says at first.</param>
    /// <param name="work">The work; it may write lines above the bar.</param>
    public static Task<T> ShowAsync<T>(string first, Func<IAnsiConsole, ProgressTask, Task<T>> work)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn())
            .StartAsync(context => work(console, context.AddTask(first)));
    }
}
