namespace TaskGrid.Architecture.Tests.Sources;

public sealed class SourceTests
{
    private static readonly string[] Folders = ["src", "tests", "benchmarks", "samples"];

    [Fact]
    public void SourceFiles_OfTheRepository_FollowTheHouseRules()
    {
        var files = Folders.SelectMany(folder => Repository.Files(folder, "*.cs")).ToList();

        Assert.NotEmpty(files);
        Assert.Empty(files.SelectMany(file => SourceRules.Violations(
            Path.GetRelativePath(Repository.Root, file), File.ReadAllLines(file))));
    }

    [Fact]
    public void NativeSources_OfTheRepository_AreNotLongerThanAllowed() =>
        Assert.DoesNotContain(
            new[] { "*.cpp", "*.h", "*.py" }.SelectMany(
                pattern => Folders.SelectMany(folder => Repository.Files(folder, pattern))),
            file => File.ReadLines(file).Count() > SourceRules.MaxLines);

    [Fact]
    public void Violations_FileThatBreaksEveryRule_NamesEachOfThem()
    {
        string[] lines =
        [
            "public sealed class First;", "internal record struct Second;",
            .. Enumerable.Repeat("", SourceRules.MaxLines),
        ];

        Assert.Equal(
            [
                "src/Helpers/TaskManager.cs: 402 lines, at most 400",
                "src/Helpers/TaskManager.cs: 'Helpers' does not say what is in it",
                "src/Helpers/TaskManager.cs: 'TaskManager.cs' does not say what is in it",
                "src/Helpers/TaskManager.cs: 2 top-level types, at most 1",
            ],
            SourceRules.Violations("src/Helpers/TaskManager.cs", lines));
    }

    [Fact]
    public void Solution_Projects_AreAllOfTheRepository()
    {
        var solution = File.ReadAllText(Path.Combine(Repository.Root, "TaskGrid.sln"));
        var projects = Folders.SelectMany(Repository.Projects).ToList();

        Assert.NotEmpty(projects);
        Assert.DoesNotContain(
            projects,
            file => !solution.Contains(
                Path.GetRelativePath(Repository.Root, file).Replace('/', '\\'), StringComparison.Ordinal));
    }

    [Fact]
    public void Folders_OfTheRepository_HoldNoCompiledFiles() =>
        Assert.Empty(new[] { "*.so", "*.o", "*.a", "*.dll", "*.exe" }
            .SelectMany(pattern => Folders.SelectMany(folder => Repository.Files(folder, pattern))));

    [Fact]
    public void NuGetConfig_Sources_AreTheMachinesOwn() =>
        Assert.DoesNotContain("packageSources>", File.ReadAllText(Path.Combine(Repository.Root, "nuget.config")));
}
