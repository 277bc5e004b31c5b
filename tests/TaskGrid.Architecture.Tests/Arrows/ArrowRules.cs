namespace TaskGrid.Architecture.Tests.Arrows;

/// <summary>Which project may use which, directly; docs/architecture.md draws it.</summary>
internal static class ArrowRules
{
    /// <summary>Allowed targets by project. A project that is not named here may not exist.</summary>
    public static IReadOnlyDictionary<string, string[]> Allowed { get; } = new Dictionary<string, string[]>
    {
        ["TaskGrid.Abstractions"] = [],
        ["TaskGrid.Torch"] = ["TaskGrid.Abstractions"],
        ["TaskGrid.Diffs"] = ["TaskGrid.Abstractions"],
        // System.IO.Hashing stands in for the package of that name where the feed lacks it.
        ["TaskGrid.Storage"] = ["TaskGrid.Abstractions", "System.IO.Hashing"],
        ["TaskGrid.Models"] = ["TaskGrid.Abstractions", "TaskGrid.Diffs", "TaskGrid.Storage", "TaskGrid.Torch"],
        ["TaskGrid.Training"] = ["TaskGrid.Abstractions", "TaskGrid.Diffs", "TaskGrid.Torch", "TaskGrid.Models"],
        ["TaskGrid.Serving"] = ["TaskGrid.Abstractions", "TaskGrid.Diffs", "TaskGrid.Torch", "TaskGrid.Models"],
        ["TaskGrid.Node"] =
        [
            "TaskGrid.Abstractions", "TaskGrid.Diffs", "TaskGrid.Torch", "TaskGrid.Storage", "TaskGrid.Models",
            "TaskGrid.Training", "TaskGrid.Serving",
        ],
        ["TaskGrid.Cluster"] = ["TaskGrid.Abstractions"],
        ["TaskGrid.Orleans"] = ["TaskGrid.Abstractions", "TaskGrid.Storage", "TaskGrid.Cluster", "TaskGrid.Node"],
        ["TaskGrid.Gateway"] = ["TaskGrid.Abstractions"],
        ["TaskGrid.Client"] = ["TaskGrid.Abstractions"],
        ["TaskGrid.Host"] =
            ["TaskGrid.Abstractions", "TaskGrid.Storage", "TaskGrid.Node", "TaskGrid.Orleans", "TaskGrid.Gateway"],
        ["TaskGrid.Cli"] =
        [
            "TaskGrid.Abstractions", "TaskGrid.Storage", "TaskGrid.Node", "TaskGrid.Cluster", "TaskGrid.Orleans",
            "TaskGrid.Client", "TaskGrid.Gateway",
        ],
    };

    /// <summary>Every use that the rules forbid, as one line each.</summary>
    /// <param name="uses">What each project uses, by name.</param>
    /// <param name="allowed">The rules.</param>
    public static IEnumerable<string> Violations(
        IEnumerable<ProjectUses> uses, IReadOnlyDictionary<string, string[]> allowed)
    {
        foreach (var project in uses)
        {
            if (!allowed.TryGetValue(project.Name, out var targets))
            {
                yield return $"{project.Name} is in no rule";
                continue;
            }

            foreach (var target in project.Targets.Except(targets)) yield return $"{project.Name} -> {target}";
        }
    }
}
