using TaskGrid.Cli.Output;

namespace TaskGrid.Cli.Tests.Launcher;

/// <summary>Which SDK the launcher takes.</summary>
public sealed class SdkTests : IDisposable
{
    private const string Builds = "build) exit 1 ;;";

    private readonly LauncherCopy _launcher = new();

    public void Dispose() => _launcher.Dispose();

    [Fact]
    public void Run_OlderSdkOnThePath_TakesTheOneOfDotnetRoot()
    {
        var newer = _launcher.Beside("newer");
        _launcher.MakeDotnet(_launcher.First, "8.0.404", Builds);
        _launcher.MakeDotnet(newer, "10.0.100", Builds);

        Run($"DOTNET_ROOT={newer}");

        Assert.Equal([Path.Combine(newer, "dotnet")], _launcher.Calls().Select(call => call.Dotnet).Distinct());
    }

    [Fact]
    public void Run_OlderSdkInDotnetRoot_IsPassedOverAndNamedNoMore()
    {
        var older = _launcher.Beside("older");
        _launcher.MakeDotnet(older, "8.0.404", Builds);
        _launcher.MakeDotnet(_launcher.First, "10.0.100", $"build) echo \"x : error X1: root is $DOTNET_ROOT\"; exit 1 ;;");

        var outcome = Run($"DOTNET_ROOT={older}");

        Assert.Equal([Path.Combine(_launcher.First, "dotnet")], _launcher.Calls().Select(call => call.Dotnet).Distinct());
        Assert.Contains($"root is {_launcher.First}", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_OlderSdkOnThePath_TakesTheUsersOwn()
    {
        _launcher.MakeDotnet(_launcher.First, "8.0.404", Builds);
        var own = _launcher.Beside(Path.Combine("home", ".dotnet"));
        _launcher.MakeDotnet(own, "10.0.100", Builds);

        Assert.Equal(ExitCodes.Failure, Run().ExitCode);

        Assert.Equal([Path.Combine(own, "dotnet")], _launcher.Calls().Select(call => call.Dotnet).Distinct());
    }

    private CliOutcome Run(params string[] variables) => _launcher.Run(["TaskGridFeed=partial", .. variables], "base", "list");
}
