namespace TaskGrid.Cli.Tests.Launcher;

/// <summary>The launcher's question to the feed, in a copy of the repository whose <c>dotnet</c> is a script.</summary>
public sealed class FeedProbeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _root;
    private readonly string _calls;

    public FeedProbeTests()
    {
        _root = Directory.CreateDirectory(_folder.File("a repository")).FullName;
        _calls = _folder.File("calls");
        File.Copy(RepositoryFolder.File("taskgrid"), Path.Combine(_root, "taskgrid"));
        Directory.CreateDirectory(Path.Combine(_root, "src", "TaskGrid.Cli"));
        var launcher = Directory.CreateDirectory(Path.Combine(_root, "eng", "launcher")).FullName;
        foreach (var script in Directory.GetFiles(RepositoryFolder.File("eng", "launcher")))
            File.Copy(script, Path.Combine(launcher, Path.GetFileName(script)));
    }

    [Fact]
    public void Probe_ThatFailsForAnotherReason_IsNoAnswerAndIsNotRepeatedAtOnce()
    {
        MakeDotnet("restore) echo 'Could not find a valid ICU package'; exit 134 ;;");
        Assert.Contains("no clear answer", Run(), StringComparison.Ordinal);
        Assert.Equal("partial system unclear", Remembered());
        Assert.DoesNotContain("Asking the NuGet feed", Run(), StringComparison.Ordinal);

        File.SetLastWriteTimeUtc(Path.Combine(_root, ".cache", "feed"), DateTime.UtcNow.AddHours(-2));
        Assert.Contains("Asking the NuGet feed", Run(), StringComparison.Ordinal);
    }

    [Fact]
    public void Probe_OfAFeedWithoutPackages_IsRememberedAsPartial()
    {
        MakeDotnet("restore) echo 'x : error NU1101: Unable to find package TorchSharp'; exit 1 ;;");
        Run();
        Assert.Equal("partial system", Remembered());
    }

    [Fact]
    public void Dotnet_WhereverTheLauncherIsCalledFrom_RunsInTheRepository()
    {
        MakeDotnet("restore) exit 1 ;; build) exit 1 ;;");
        Run();
        var calls = File.ReadAllLines(_calls);
        Assert.Contains(calls, call => call.EndsWith(" restore", StringComparison.Ordinal));
        Assert.Contains(calls, call => call.EndsWith(" build", StringComparison.Ordinal));
        Assert.All(
            calls.Where(call => !call.EndsWith(" --list-sdks", StringComparison.Ordinal)),
            call => Assert.StartsWith(_root + " ", call, StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Dispose();

    private void MakeDotnet(string cases)
    {
        Directory.CreateDirectory(_folder.File("sdk/host/fxr"));
        var dotnet = _folder.Write(
            "sdk/dotnet",
            $"#!/bin/sh\necho \"$PWD $1\" >> '{_calls}'\ncase $1 in --list-sdks) echo '10.0.100 [/x]' ;; {cases} esac\n");
        CliProcess.RunProgram("chmod", _folder.Path, "+x", dotnet);
    }

    private string Run() =>
        CliProcess.RunProgram(
            "env", _folder.Path, "-u", "TaskGridFeed", "-u", "TaskGridTensors", "-u", "TorchDevice", "-u", "DOTNET_ROOT",
            $"PATH={_folder.File("sdk")}:{Environment.GetEnvironmentVariable("PATH")}", Path.Combine(_root, "taskgrid"), "base", "list")
            .Error;

    private string Remembered() => File.ReadLines(Path.Combine(_root, ".cache", "feed")).First().TrimEnd();
}
