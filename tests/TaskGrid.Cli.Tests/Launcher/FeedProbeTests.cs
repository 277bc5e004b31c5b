using System.Runtime.InteropServices;

namespace TaskGrid.Cli.Tests.Launcher;

/// <summary>The launcher's question to the feed.</summary>
public sealed class FeedProbeTests : IDisposable
{
    private const string NoNetwork = "restore) echo 'Could not find a valid ICU package'; exit 134 ;;";
    private const string NoPackages = "restore) echo 'x : error NU1101: Unable to find package TorchSharp'; exit 1 ;;";

    private readonly LauncherCopy _launcher = new();

    public void Dispose() => _launcher.Dispose();

    [Fact]
    public void Probe_ThatFailsForAnotherReason_IsNoAnswerAndIsNotRepeatedAtOnce()
    {
        MakeDotnet(NoNetwork);
        Assert.Contains("no clear answer", Run(), StringComparison.Ordinal);
        Assert.Equal("partial system unclear", Remembered());
        Assert.DoesNotContain("Asking the NuGet feed", Run(), StringComparison.Ordinal);

        File.SetLastWriteTimeUtc(_launcher.FeedAnswer, DateTime.UtcNow.AddHours(-2));
        Assert.Contains("Asking the NuGet feed", Run(), StringComparison.Ordinal);
    }

    [Fact]
    public void Probe_OfAFeedWithoutPackages_IsRememberedAsPartial()
    {
        MakeDotnet(NoPackages);
        Run();
        Assert.Equal("partial system", Remembered());
    }

    [Fact]
    public void Setup_WithoutAClearAnswer_KeepsTheEarlierOne()
    {
        MakeDotnet("restore) exit 0 ;; nuget) echo 'global-packages: /none' ;;");
        Run();
        Assert.Equal("full system", Remembered());
        MakeDotnet(NoNetwork + " build) exit 1 ;;");

        var outcome = _launcher.Run([], "setup");

        Assert.Contains("the earlier one stays, feed 'full'", outcome.Error, StringComparison.Ordinal);
        Assert.Equal("full system", Remembered());
        MakeDotnet(NoPackages + " build) exit 1 ;;");
        _launcher.Run([], "setup");
        Assert.Equal("partial system", Remembered());
    }

    // Half a gigabyte of libtorch is worth asking for only then.
    [Fact]
    public void Probe_OfTorchSharp_AsksForLibtorchOnlyWhereItLoads()
    {
        var packages = _launcher.Beside("packages");
        MakeDotnet($"restore) exit 0 ;; nuget) echo 'global-packages: {packages}' ;;");
        Run();
        Assert.Equal((1, "full system"), (_launcher.CountOf("restore"), Remembered()));

        var processor = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
        var library = Path.Combine(packages, "torchsharp", "1", "runtimes", $"linux-{processor}", "native", "libLibTorchSharp.so");
        Directory.CreateDirectory(Path.GetDirectoryName(library)!);
        File.Copy("/bin/true", library);
        File.Delete(_launcher.FeedAnswer);
        Run();
        Assert.Equal((3, "full torchsharp"), (_launcher.CountOf("restore"), Remembered()));
    }

    [Fact]
    public void Dotnet_WhereverTheLauncherIsCalledFrom_RunsInTheRepository()
    {
        MakeDotnet("restore) exit 1 ;; build) exit 1 ;;");
        Run();
        Assert.Equal((1, 1), (_launcher.CountOf("restore"), _launcher.CountOf("build")));
        Assert.All(_launcher.Calls(), call => Assert.Equal(_launcher.Root, call.Folder));
    }

    private void MakeDotnet(string cases)
    {
        _launcher.MakeDotnet(_launcher.First, "10.0.100", cases);
        // What is missing on this machine is not installed by a test.
        foreach (var program in (string[])["apt-get", "sudo"])
            _launcher.MakeScript(Path.Combine(_launcher.First, program), "exit 0\n");
    }

    private string Run() => _launcher.Run([], "base", "list").Error;

    private string Remembered() => File.ReadLines(_launcher.FeedAnswer).First().TrimEnd();
}
