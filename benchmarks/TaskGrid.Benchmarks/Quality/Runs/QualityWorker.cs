using System.CommandLine;
using System.Text.Json;

namespace TaskGrid.Benchmarks.Quality.Runs;

/// <summary>
/// The hidden command that trains and scores one run in a process of its own, so that several run beside each other
/// with their own threads. Reads a <see cref="QualityRequest"/>, answers with <see cref="QualityAnswer"/> lines.
/// </summary>
internal static class QualityWorker
{
    /// <summary>The command's name.</summary>
    public const string CommandName = "quality-worker";

    /// <summary>The hidden command.</summary>
    public static Command Command { get; } = Create();

    private static Command Create()
    {
        var command = new Command(CommandName, "Trains one run for 'quality'.") { Hidden = true };
        command.SetAction(_ => Run(Console.In, Console.Out));
        return command;
    }

    private static int Run(TextReader input, TextWriter output)
    {
        var request = JsonSerializer.Deserialize<QualityRequest>(input.ReadLine()!, JsonSerializerOptions.Web)!;
        using var stop = new CancellationTokenSource();
        WatchParent(input, stop);
        try
        {
            var outcome = QualityTraining.Run(request, new DoneLines(output), stop.Token);
            Send(output, new QualityAnswer { Outcome = outcome });
            return 0;
        }
        catch (TaskGridException problem)
        {
            Send(output, new QualityAnswer
            {
                Failure = string.Join(" ", problem.Details.Take(5).Prepend($"{problem.Message} [{problem.Code}]")),
            });
            return 1;
        }
    }

    // The parent never writes again: the end of its pipe is the end of the parent.
    private static void WatchParent(TextReader input, CancellationTokenSource stop) =>
        new Thread(() =>
        {
            input.ReadLine();
            stop.Cancel();
        })
        { IsBackground = true }.Start();

    private static void Send(TextWriter output, QualityAnswer answer)
    {
        output.WriteLine(JsonSerializer.Serialize(answer, JsonSerializerOptions.Web));
        output.Flush();
    }

    private sealed class DoneLines(TextWriter output) : IProgress<TrainProgress>
    {
        public void Report(TrainProgress value) =>
            Send(output, new QualityAnswer { Done = (double)value.Step / Math.Max(1, value.Steps) });
    }
}
