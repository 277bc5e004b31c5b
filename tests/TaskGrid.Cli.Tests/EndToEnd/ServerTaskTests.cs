using TaskGrid.Cli.Output;

namespace TaskGrid.Cli.Tests.EndToEnd;

/// <summary>A server on the store in which the command line has trained.</summary>
[Collection(EndToEndGroup.Name)]
public sealed class ServerTaskTests(TrainedStore store) : TaskTests(store)
{
    private readonly TrainedStore _store = store;

    /// <inheritdoc />
    protected override string[] Place => ["--server", _store.Server];

    [Theory]
    [InlineData("base", "list")]
    [InlineData("base", "show", "mini")]
    [InlineData("base", "fill", "mini", "--text", "the film was [MASK] .", "--top", "7")]
    [InlineData("base", "fill", "mini", "--text", "the film was good .")]
    [InlineData("base", "fill", "nope", "--text", "[MASK]")]
    [InlineData("base", "encode", "mini", "--text", "a film")]
    [InlineData("base", "encode", "mini", "--text", "a film", "--text-pair", "a book")]
    [InlineData("task", "list")]
    [InlineData("task", "show", "reviews")]
    [InlineData("version", "list", "reviews")]
    [InlineData("version", "show", "reviews@v1")]
    [InlineData("alias", "list", "reviews")]
    [InlineData("job", "list")]
    [InlineData("diff", "show", "reviews")]
    [InlineData("diff", "verify", "reviews@live")]
    [InlineData("predict", "reviews", "--text", "the film was warm .")]
    [InlineData("task", "show", "nope")]
    [InlineData("version", "show", "reviews@v7")]
    [InlineData("alias", "set", "reviews", "v3", "v1")]
    [InlineData("job", "show", "nope")]
    public void Run_AtTheServer_PrintsWhatTheStorePrints(params string[] arguments)
    {
        foreach (var format in (string[][])[[], ["--json"]])
            Assert.Equal(CliProcess.Run(_store.Folder, [.. arguments, .. format]), Run([.. arguments, .. format]));
    }

    [Fact]
    public void Run_ServerFromTheEnvironment_IsUsedUnlessAStoreIsNamed()
    {
        var program = Path.Combine(AppContext.BaseDirectory, "taskgrid");
        var there = With("http://127.0.0.1:1", "--store", _store.Store);
        var wrong = With("ftp://x");
        var right = With(_store.Server);
        var device = Run(_store.Server, "predict", "reviews", "--text", "a", "--device", "cpu");
        var local = Run(_store.Server, "key", "list");

        Assert.Equal(ExitCodes.Usage, wrong.ExitCode);
        Assert.Contains("reviews", there.Output, StringComparison.Ordinal);
        Assert.Contains("reviews", right.Output, StringComparison.Ordinal);
        Assert.Contains("the server of TASKGRID_SERVER computes", device.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Ok, local.ExitCode);
        Assert.Contains($"the store 'nowhere', not on TASKGRID_SERVER ({_store.Server})", local.Error, StringComparison.Ordinal);

        CliOutcome With(string server, params string[] options) => Run(server, ["task", "list", .. options]);

        CliOutcome Run(string server, params string[] arguments) => CliProcess.RunProgram(
            "env", _store.Folder, [$"TASKGRID_SERVER={server}", "TASKGRID_STORE=nowhere", program, .. arguments]);
    }

    [Fact]
    public void Run_AServerWithKeys_TakesThemFromTheEnvironmentOrTheOption()
    {
        using var server = ServerProcess.Start(_store.Folder, _store.Store, "--node", "keyed");
        var key = CliProcess.Run(
            _store.Folder, "key", "create", "--tenant", "default", "--scopes", "read").Output.Trim();
        var program = Path.Combine(AppContext.BaseDirectory, "taskgrid");

        var none = CliProcess.Run(_store.Folder, "task", "list", "--server", server.Url);
        var option = CliProcess.Run(_store.Folder, "task", "list", "--server", server.Url, "--key", key);
        var variable = CliProcess.RunProgram(
            "env", _store.Folder, $"TASKGRID_KEY={key}", program, "task", "list", "--server", server.Url);
        var forbidden = CliProcess.Run(
            _store.Folder, "task", "delete", "reviews", "--server", server.Url, "--key", key);

        Assert.Equal(ExitCodes.Usage, none.ExitCode);
        Assert.Contains("[unauthenticated]", none.Error, StringComparison.Ordinal);
        Assert.Contains("reviews", option.Output, StringComparison.Ordinal);
        Assert.Equal(option, variable);
        Assert.Equal(ExitCodes.Usage, forbidden.ExitCode);
        Assert.Contains("[forbidden]", forbidden.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_NoServerThere_IsUnavailable()
    {
        var outcome = CliProcess.Run(_store.Folder, "task", "list", "--server", "http://127.0.0.1:1", "--json");

        Assert.Equal(ExitCodes.Environment, outcome.ExitCode);
        Assert.Equal(
            ErrorCodes.ServerUnavailable,
            CliProcess.Json(outcome).GetProperty("error").GetProperty("code").GetString());
    }
}
