using System.CommandLine;
using TaskGrid.Cli.Commands;
using TaskGrid.Cli.Output;
using TaskGrid.Cli.Stores;

namespace TaskGrid.Cli.Running;

/// <summary>One execution of a command: its arguments, its output and the grid that it works with.</summary>
/// <param name="arguments">The parsed command line, without errors.</param>
/// <param name="output">Where results go.</param>
/// <param name="cancellationToken">Cancelled when the user interrupts.</param>
internal sealed class CommandRun(ParseResult arguments, CliOutput output, CancellationToken cancellationToken)
{
    /// <summary>Where results go.</summary>
    public CliOutput Output => output;

    /// <summary>Cancelled when the user interrupts.</summary>
    public CancellationToken CancellationToken => cancellationToken;

    /// <summary>The location that <c>--store</c> names.</summary>
    public string Store => arguments.GetRequiredValue(GlobalOptions.Store);

    /// <summary>The server to work with; null: the store.</summary>
    public Uri? Server => GlobalOptions.ServerOf(arguments);

    /// <summary>Opens the store.</summary>
    public GridStore OpenStore() => new(Store);

    /// <summary>Opens the server, or else the store.</summary>
    /// <param name="trains">Whether jobs that the command submits or watches may train in this process.</param>
    public Task<GridSession> OpenGridAsync(bool trains = false) =>
        Server is { } server
            ? Task.FromResult(GridSession.Connect(server, GlobalOptions.KeyOf(arguments)))
            : GridSession.OpenAsync(OpenStore(), trains, arguments.GetValue(DeviceOption.Device), cancellationToken);

    /// <summary>An option's value; its default when it was not given.</summary>
    public T? Value<T>(Option<T> option) => arguments.GetValue(option);

    /// <summary>The value of an option that is required or has a default.</summary>
    public T Required<T>(Option<T> option) => arguments.GetRequiredValue(option);

    /// <summary>An optional argument's value.</summary>
    public T? Value<T>(Argument<T> argument) => arguments.GetValue(argument);

    /// <summary>A required argument's value.</summary>
    public T Required<T>(Argument<T> argument) => arguments.GetRequiredValue(argument);
}
