using System.CommandLine;
using System.CommandLine.Parsing;

namespace TaskGrid.Cli.Commands;

/// <summary>Options that every command has.</summary>
internal static class GlobalOptions
{
    private const string ServerVariable = "TASKGRID_SERVER", KeyVariable = "TASKGRID_KEY";
    private const string Range = "an http or https address, such as http://127.0.0.1:8080";

    /// <summary>The store of a command line and an environment that name none.</summary>
    public const string DefaultStore = "./.taskgrid";

    /// <summary>The store of bases and tasks.</summary>
    public static Option<string> Store { get; } = new("--store")
    {
        Description = "The folder that holds bases and tasks, or a container: https URL or azure:CONTAINER[/PREFIX].",
        HelpName = "STORE",
        Recursive = true,
        DefaultValueFactory = _ => Variable("TASKGRID_STORE") ?? DefaultStore,
    };

    /// <summary>The server that works instead of this process.</summary>
    public static Option<Uri?> Server { get; } = new("--server")
    {
        Description = "Works with this server instead of a store; TASKGRID_SERVER sets a default.",
        HelpName = "URL",
        Recursive = true,
        CustomParser = Parse,
    };

    /// <summary>The server's API key.</summary>
    public static Option<string?> Key { get; } = new("--key")
    {
        Description = "The server's API key; better in TASKGRID_KEY, where no other user sees it.",
        HelpName = "KEY",
        Recursive = true,
    };

    /// <summary>Results as JSON.</summary>
    public static Option<bool> Json { get; } = new("--json")
    {
        Description = "Prints one JSON value on stdout, also for an error.",
        Recursive = true,
    };

    /// <summary>The server that a command works with; null: the store.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.InvalidArgument"/>: the environment's is none.
    /// </exception>
    public static Uri? ServerOf(ParseResult arguments)
    {
        if (arguments.GetValue(Server) is { } server) return server;
        // A store on the command line is meant, whatever the environment says.
        if (IsGiven(arguments, Store) || Variable(ServerVariable) is not { } text) return null;
        return Find(text) ?? throw new TaskGridException(
            ErrorCodes.InvalidArgument, $"{ServerVariable} is '{text}'; it takes {Range}.");
    }

    /// <summary>What to say before a command works on a store although the environment names a server; null: nothing.</summary>
    public static string? Passes(ParseResult arguments) =>
        arguments.CommandResult.Command is LocalCommand && !IsGiven(arguments, Store) && Variable(ServerVariable) is { } server
            ? $"Works on the store '{arguments.GetValue(Store)}', not on {ServerVariable} ({server})."
            : null;

    /// <summary>The key for the server; null: none.</summary>
    public static string? KeyOf(ParseResult arguments) => arguments.GetValue(Key) ?? Variable(KeyVariable);

    /// <summary>How the options do not go together, or not with the command.</summary>
    public static IEnumerable<string> Conflicts(ParseResult arguments, Command command)
    {
        var server = IsGiven(arguments, Server);
        var variable = Variable(ServerVariable) is not null && !IsGiven(arguments, Store) && command is not LocalCommand;
        if (server && command is LocalCommand)
            yield return $"'{command.Name}' works on a store itself and takes no --server, but --store.";
        else if (server && IsGiven(arguments, Store))
            yield return "--server and --store exclude each other: a command works with one of them.";
        if ((server || variable) && IsGiven(arguments, DeviceOption.Device))
            yield return "--device is about this process; the server"
                + (server ? "" : $" of {ServerVariable}") + " computes where it was told to when it started.";
        if (IsGiven(arguments, Key) && !server && Variable(ServerVariable) is null)
            yield return "--key goes with --server.";
    }

    private static Uri? Parse(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (Find(text) is { } server) return server;
        result.AddError($"--server is '{text}'; it takes {Range}.");
        return null;
    }

    private static Uri? Find(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? url : null;

    private static bool IsGiven(ParseResult arguments, Option option) =>
        arguments.GetResult(option) is { Implicit: false };

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
