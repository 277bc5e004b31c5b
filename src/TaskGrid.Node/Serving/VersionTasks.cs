using System.Collections.Frozen;

namespace TaskGrid.Node;

/// <summary>Which known tasks have a version: several of a tenant may have the same one. Guarded by its owner.</summary>
internal sealed class VersionTasks
{
    private readonly Dictionary<VersionKey, HashSet<string>> _tasks = [];

    /// <summary>Keys of the tasks that have a version.</summary>
    public IReadOnlySet<string> Of(VersionKey version) =>
        _tasks.TryGetValue(version, out var tasks) ? tasks : FrozenSet<string>.Empty;

    /// <summary>A task has other versions than before.</summary>
    /// <param name="task">Its key.</param>
    /// <param name="old">What it had; empty when it was not known.</param>
    /// <param name="now">What it has; empty when it is forgotten.</param>
    /// <returns>What no known task has any longer.</returns>
    public IReadOnlyList<VersionKey> Replace(string task, IReadOnlySet<VersionKey> old, IReadOnlySet<VersionKey> now)
    {
        foreach (var version in now.Except(old)) Add(version, task);
        var gone = new List<VersionKey>();
        foreach (var version in old.Except(now))
        {
            if (RemoveLast(version, task)) gone.Add(version);
        }

        return gone;
    }

    private void Add(VersionKey version, string task)
    {
        if (!_tasks.TryGetValue(version, out var tasks)) _tasks[version] = tasks = new HashSet<string>(1, StringComparer.Ordinal);
        tasks.Add(task);
    }

    private bool RemoveLast(VersionKey version, string task)
    {
        var tasks = _tasks[version];
        tasks.Remove(task);
        return tasks.Count == 0 && _tasks.Remove(version);
    }
}
