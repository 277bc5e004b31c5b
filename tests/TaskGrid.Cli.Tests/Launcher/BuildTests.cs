namespace TaskGrid.Cli.Tests.Launcher;

/// <summary>When the launcher builds.</summary>
public sealed class BuildTests : IDisposable
{
    private readonly LauncherCopy _launcher = new();
    private readonly string _torch;

    public BuildTests()
    {
        var program = Path.Combine(_launcher.Root, "artifacts", "partial", "bin", "TaskGrid.Cli", "release", "taskgrid");
        _launcher.MakeScript(program, "exit 0\n");
        _launcher.MakeDotnet(_launcher.First, "10.0.100", "build) exit 0 ;;");
        // What is missing on this machine is not installed by a test.
        foreach (var name in (string[])["apt-get", "sudo"])
            _launcher.MakeScript(Path.Combine(_launcher.First, name), "exit 0\n");
        _torch = _launcher.Beside("torch");
        Directory.CreateDirectory(Path.Combine(_torch, "lib"));
        File.WriteAllText(Library, "one");
    }

    private string Library => Path.Combine(_torch, "lib", "libtorch_cpu.so");

    public void Dispose() => _launcher.Dispose();

    [Fact]
    public void Run_Again_BuildsOnlyForAnotherLibtorch()
    {
        Assert.Equal(1, BuildsAfter("base", "list"));
        Assert.Equal(1, BuildsAfter("base", "list"));

        File.WriteAllText(Library, "another");

        Assert.Equal(2, BuildsAfter("base", "list"));
        Assert.Equal(2, BuildsAfter("base", "list"));
    }

    [Fact]
    public void Run_WithLibtorchNamedFromTheCallersFolder_BuildsWithThatOne()
    {
        var named = _launcher.Beside("named");
        _launcher.MakeDotnet(_launcher.First, "10.0.100", $"build) echo \"$LIBTORCH\" >> '{named}'; exit 0 ;;");
        foreach (var content in (string[])["one", "one", "another"])
        {
            File.WriteAllText(Library, content);
            File.SetLastWriteTimeUtc(Library, DateTime.UnixEpoch);
            Assert.Equal(0, _launcher.Run(["TaskGridFeed=partial", "LIBTORCH=torch"], "base", "list").ExitCode);
        }

        Assert.Equal([_torch, _torch], File.ReadAllLines(named));
    }

    [Fact]
    public void Setup_OfWhatIsCurrent_BuildsTheNativeLibraryAnew()
    {
        var native = Path.Combine(
            _launcher.Root, "artifacts", "partial", "obj", "TaskGrid.Torch", "native", "libtaskgrid_torch.so");
        Directory.CreateDirectory(Path.GetDirectoryName(native)!);
        Assert.Equal(1, BuildsAfter("base", "list"));
        File.WriteAllText(native, "damaged");

        Assert.Equal(2, BuildsAfter("setup"));

        Assert.False(File.Exists(native));
    }

    private int BuildsAfter(params string[] arguments)
    {
        Assert.Equal(0, _launcher.Run(["TaskGridFeed=partial", $"LIBTORCH={_torch}"], arguments).ExitCode);
        return _launcher.CountOf("build");
    }
}
