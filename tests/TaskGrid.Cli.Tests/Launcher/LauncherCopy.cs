namespace TaskGrid.Cli.Tests.Launcher;

/// <summary>A copy of the repository's launcher, for which the only <c>dotnet</c> is a script that notes its calls.</summary>
internal sealed class LauncherCopy : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _calls;

    public LauncherCopy()
    {
        _calls = _folder.File("calls");
        Root = Directory.CreateDirectory(_folder.File("a repository")).FullName;
        File.Copy(RepositoryFolder.File("taskgrid"), Path.Combine(Root, "taskgrid"));
        Directory.CreateDirectory(Path.Combine(Root, "src", "TaskGrid.Cli"));
        var launcher = Directory.CreateDirectory(Path.Combine(Root, "eng", "launcher")).FullName;
        foreach (var script in Directory.GetFiles(RepositoryFolder.File("eng", "launcher")))
            File.Copy(script, Path.Combine(launcher, Path.GetFileName(script)));
    }

    /// <summary>Where the copy is.</summary>
    public string Root { get; }

    /// <summary>The folder that comes first on the PATH.</summary>
    public string First => _folder.File("first");

    /// <summary>Where the feed's answer is kept.</summary>
    public string FeedAnswer => Path.Combine(Root, ".cache", "feed");

    /// <summary>A path beside the copy.</summary>
    public string Beside(string name) => _folder.File(name);

    /// <summary>Every call of a <c>dotnet</c>: its file, the current folder, the first argument.</summary>
    public (string Dotnet, string Folder, string Command)[] Calls() =>
        File.Exists(_calls)
            ? [.. File.ReadLines(_calls).Select(line => line.Split('|')).Select(parts => (parts[0], parts[1], parts[2]))]
            : [];

    /// <summary>How often a command of <c>dotnet</c> was called.</summary>
    public int CountOf(string command) => Calls().Count(call => call.Command == command);

    /// <summary>Makes a folder with an SDK.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="version">Its version.</param>
    /// <param name="cases">What it does, as cases of a shell over its first argument.</param>
    public void MakeDotnet(string folder, string version, string cases)
    {
        Directory.CreateDirectory(Path.Combine(folder, "host", "fxr"));
        Directory.CreateDirectory(Path.Combine(folder, "sdk", version));
        MakeScript(Path.Combine(folder, "dotnet"), $"echo \"$0|$PWD|$1\" >> '{_calls}'\ncase $1 in {cases} esac\n");
    }

    /// <summary>Makes a program.</summary>
    public void MakeScript(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "#!/bin/sh\n" + text);
        CliProcess.RunProgram("chmod", _folder.Path, "+x", path);
    }

    /// <summary>Runs the launcher.</summary>
    /// <param name="variables">The environment's, <c>NAME=VALUE</c>.</param>
    /// <param name="arguments">Its arguments.</param>
    public CliOutcome Run(string[] variables, params string[] arguments) =>
        RunProgram(variables, [Path.Combine(Root, "taskgrid"), .. arguments]);

    /// <summary>Runs a program in the launcher's environment.</summary>
    /// <param name="variables">The environment's, <c>NAME=VALUE</c>.</param>
    /// <param name="command">The program with its arguments.</param>
    public CliOutcome RunProgram(string[] variables, params string[] command) =>
        CliProcess.RunProgram(
            "env",
            _folder.Path,
            [
                "-u", "TaskGridFeed", "-u", "TaskGridTensors", "-u", "TorchDevice", "-u", "DOTNET_ROOT", "-u", "LIBTORCH",
                $"HOME={Beside("home")}", $"PATH={First}:{Environment.GetEnvironmentVariable("PATH")}", .. variables, .. command,
            ]);

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();
}
