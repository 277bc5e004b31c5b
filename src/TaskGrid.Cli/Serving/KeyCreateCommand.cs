using System.CommandLine;
using TaskGrid.Cli.Commands;
using TaskGrid.Cli.Output;
using TaskGrid.Cli.Running;
using TaskGrid.Gateway;

namespace TaskGrid.Cli.Serving;

/// <summary><c>key create</c>.</summary>
internal sealed class KeyCreateCommand : LocalCommand
{
    private readonly Option<string> _tenant =
        NameSymbols.Required("--tenant", "tenant", "Whose tasks, files and jobs the key opens.");

    private readonly Option<string> _scopes = new("--scopes")
    {
        Description = "What it allows: read, predict, train (reads too), admin (all of these), operate (how busy nodes are); by commas.",
        HelpName = "LIST",
        Required = true,
    };

    private readonly Option<string> _name =
        new("--name") { Description = "What it is for.", HelpName = "TEXT", DefaultValueFactory = _ => "" };

    /// <summary>Makes the command.</summary>
    public KeyCreateCommand()
        : base("create", "Makes an API key. It is shown once; the store keeps only its hash.")
    {
        Options.Add(_tenant);
        Options.Add(_scopes);
        Options.Add(_name);
    }

    /// <inheritdoc />
    public override IReadOnlyList<string> Examples =>
    [
        "key create --tenant acme --scopes admin", "key create --tenant acme --scopes predict,train --name ci --json",
    ];

    /// <inheritdoc />
    public override IEnumerable<string> Conflicts(ParseResult arguments)
    {
        if (arguments.GetResult(_scopes)?.Tokens is not [var list]) yield break;
        var scopes = Split(list.Value);
        var unknown = scopes.Except(ApiScope.All).ToArray();
        if (unknown.Length > 0 || scopes.Length == 0)
            yield return $"--scopes is '{list.Value}'; it takes some of {string.Join(", ", ApiScope.All)}, separated by commas.";
    }

    /// <inheritdoc />
    protected override async Task RunAsync(CommandRun run)
    {
        var scopes = Split(run.Required(_scopes));
        var made = await ServedKeys.Open(run).CreateAsync(
            run.Required(_tenant), scopes, run.Required(_name), run.CancellationToken);
        var shown = new CreatedKey(made.Key, made.Info.Id, made.Info.Tenant, made.Info.Scopes, made.Info.Name);
        run.Output.Result(shown, CliJson.Types.CreatedKey, writer => writer.WriteLine(made.Key));
        if (!run.Output.Json)
            CliOutput.Note($"Key {made.Info.Id} of tenant {made.Info.Tenant}. Keep it: it is not shown again.");
    }

    private static string[] Split(string scopes) =>
        scopes.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
