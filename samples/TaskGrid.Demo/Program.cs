using System.Runtime.InteropServices;
using Spectre.Console;
using TaskGrid;
using TaskGrid.Demo;

if (args is [var option, ..] && (option is "-h" or "--help" || args is not ["--store", _]))
{
    Console.WriteLine(
        """
        Learns three tasks on the sample base and shows what they cost.

        Usage:
          ./taskgrid demo [--store DIR]

          --store DIR   Where base, data and tasks are kept, default ./.taskgrid. They stay there, to be tried:
                        ./taskgrid task list
        """);
    return option is "-h" or "--help" ? 0 : 2;
}

using var cancel = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
{
    context.Cancel = !cancel.IsCancellationRequested; // a second Ctrl-C ends the process at once
    cancel.Cancel();
});

// Where there is no terminal there is no width to keep to.
if (!AnsiConsole.Profile.Out.IsTerminal) AnsiConsole.Profile.Width = 200;

try
{
    await new DemoRun(args is ["--store", var store] ? store : ".taskgrid", AnsiConsole.Console).RunAsync(cancel.Token);
    return 0;
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine(
        "Stopped. Finished tasks stay in the store; of the others the records of their jobs do, and content that "
        + "'./taskgrid store gc' removes after an hour.");
    return 130;
}
catch (TaskGridException exception)
{
    Console.Error.WriteLine($"error: {exception.Message} [{exception.Code}]");
    foreach (var detail in exception.Details) Console.Error.WriteLine($"  {detail}");
    return 1;
}
catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine($"error: {exception.Message}");
    return 1;
}
