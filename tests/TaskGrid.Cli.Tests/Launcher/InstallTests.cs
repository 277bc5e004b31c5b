using TaskGrid.Cli.Output;

namespace TaskGrid.Cli.Tests.Launcher;

/// <summary>How the launcher installs what is missing, for users who are not root.</summary>
public sealed class InstallTests : IDisposable
{
    private readonly LauncherCopy _launcher = new();
    private readonly string _asked;

    public InstallTests()
    {
        _asked = _launcher.Beside("asked");
        File.WriteAllText(_asked, "");
        _launcher.MakeDotnet(_launcher.First, "10.0.100", "build) exit 0 ;;");
        _launcher.MakeScript(Path.Combine(_launcher.First, "apt-get"), "exit 0\n");
        // As sudo where a password is needed: without a question it does nothing.
        _launcher.MakeScript(
            Path.Combine(_launcher.First, "sudo"), $"echo \"$*\" >> '{_asked}'\n[ \"$1\" != -n ] || exit 1\n");
        _launcher.MakeScript(_launcher.Beside("setup"), $"exec '{Path.Combine(_launcher.Root, "taskgrid")}' setup\n");
    }

    public void Dispose() => _launcher.Dispose();

    [Fact]
    public void Setup_OnATerminal_LetsSudoAskForAPassword()
    {
        var outcome = Run("script", "-qec", _launcher.Beside("setup"), "/dev/null");

        Assert.True(outcome.ExitCode == ExitCodes.Ok, outcome.Output + outcome.Error);
        var asked = File.ReadAllLines(_asked);
        Assert.Equal("true", asked[0]);
        Assert.Contains(asked, call => call.Contains("apt-get install", StringComparison.Ordinal));
    }

    [Fact]
    public void Setup_WithoutATerminal_SaysWhatToRun()
    {
        var outcome = Run(_launcher.Beside("setup"));

        Assert.Equal(ExitCodes.Environment, outcome.ExitCode);
        Assert.Equal(["-n true"], File.ReadAllLines(_asked));
        Assert.Contains("sudo apt-get update && sudo apt-get install", outcome.Error, StringComparison.Ordinal);
    }

    private CliOutcome Run(params string[] command)
    {
        string[] another = Environment.IsPrivilegedProcess ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] : [];
        CliProcess.RunProgram("chmod", _launcher.Root, "-R", "a+rwX", _launcher.Beside("."));
        return _launcher.RunProgram(
            ["TaskGridFeed=partial", "TaskGridTensors=system", "CXX=no-compiler-of-this-name"], [.. another, .. command]);
    }
}
