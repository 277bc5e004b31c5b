using System.Globalization;
using System.Text.RegularExpressions;
using TaskGrid.Storage;

namespace TaskGrid.Node;

/// <summary>
/// The tasks of one store: a folder per task with one immutable file per version, <c>v1.tgdiff</c>, <c>v2.tgdiff</c> …;
/// the newest one answers. Files appear whole or not at all.
/// </summary>
internal sealed partial class TaskCatalog(string folder)
{
    /// <summary>All tasks with at least one version, by name.</summary>
    public IReadOnlyList<string> Names() =>
        !Directory.Exists(folder)
            ? []
            : [.. Directory.GetDirectories(folder).Select(Path.GetFileName).OfType<string>()
                .Where(name => ResourceName.IsValid(name) && Versions(name).Count > 0).Order(StringComparer.Ordinal)];

    /// <summary>Path and number of a task's newest version.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.TaskNotFound"/>.</exception>
    public (string Path, int Version) Newest(string task)
    {
        var versions = Versions(ResourceName.Check(task, "task"));
        if (versions.Count > 0) return (PathOf(task, versions[^1]), versions[^1]);
        var names = Names();
        throw new TaskGridException(
            ErrorCodes.TaskNotFound,
            $"There is no task '{task}' in the store. " + (names.Count == 0
                ? $"Train one: taskgrid train {task} --base NAME --train FILE"
                : $"It holds: {string.Join(", ", names)}."));
    }

    /// <summary>Stores the next version.</summary>
    /// <param name="task">The task.</param>
    /// <param name="write">Writes the diff file.</param>
    public int Add(string task, Action<Stream> write)
    {
        var versions = Versions(ResourceName.Check(task, "task"));
        var version = versions.Count == 0 ? 1 : versions[^1] + 1;
        var path = PathOf(task, version);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        AtomicFile.Write(path, write);
        return version;
    }

    /// <summary>Removes a task with all versions.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.TaskNotFound"/>.</exception>
    public void Delete(string task)
    {
        Newest(task);
        Directory.Delete(Path.Combine(folder, task), recursive: true);
    }

    private List<int> Versions(string task)
    {
        var path = Path.Combine(folder, task);
        if (!Directory.Exists(path)) return [];
        return [.. Directory.GetFiles(path).Select(file => VersionName().Match(Path.GetFileName(file)))
            .Where(match => match.Success).Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))
            .Order()];
    }

    private string PathOf(string task, int version) =>
        Path.Combine(folder, task, string.Create(CultureInfo.InvariantCulture, $"v{version}.tgdiff"));

    [GeneratedRegex(@"\Av([1-9][0-9]{0,8})\.tgdiff\z")]
    private static partial Regex VersionName();
}
