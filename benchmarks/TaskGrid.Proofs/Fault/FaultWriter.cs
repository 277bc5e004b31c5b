using TaskGrid.Proofs.Stores;

namespace TaskGrid.Proofs.Fault;

/// <summary>Changes a task that others change too, remembers what was confirmed, and compares what it reads.</summary>
/// <param name="number">Which writer this is.</param>
/// <param name="grid">The engine over the faulty store.</param>
/// <param name="calls">How it asks.</param>
/// <param name="diffs">The versions that it adds.</param>
internal sealed class FaultWriter(int number, ITaskGrid grid, Persistence calls, DiffCopies diffs)
{
    /// <summary>The task that all writers change.</summary>
    public const string Task = "shared";

    private readonly List<ConfirmedVersion> _versions = [];
    private readonly List<(GridFile File, byte[] Rows)> _files = [];

    /// <summary>Confirmed changes.</summary>
    public int Confirmed { get; private set; }

    /// <summary>Reads that gave something else than was written.</summary>
    public int CorruptReads { get; private set; }

    private string Alias => $"writer{number}";

    /// <summary>Uploads, adds a version, moves the writer's alias to it and reads all of it back, so often.</summary>
    public async Task WriteAsync(int rounds, CancellationToken cancellationToken)
    {
        for (var round = 0; round < rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var rows = GridData.Rows(10, seed: (number * rounds) + round);
            var key = $"{number}-{round}";
            _files.Add((await calls.AskAsync(() => GridData.UploadAsync(grid, rows, key)), rows));
            var diff = diffs.Create((number * rounds) + round);
            var version = await calls.AskAsync(
                () => grid.Tasks.ImportVersionAsync(Task, new MemoryStream(diff), null, null, cancellationToken));
            _versions.Add(new ConfirmedVersion(version.Number, diff));
            await calls.AskAsync(
                () => grid.Tasks.SetAliasAsync(Task, Alias, [new AliasTarget(version.Number)], null, cancellationToken));
            Confirmed += 3;
            await CompareAsync(grid, _versions[^1], calls);
        }
    }

    /// <summary>Looks for what was confirmed, in a store without faults.</summary>
    /// <returns>What is not there, or not as it was written.</returns>
    public async Task<List<string>> FindLostAsync(ITaskGrid calm)
    {
        var direct = new Persistence();
        var before = CorruptReads;
        var task = await calm.Tasks.GetAsync(Task);
        var lost = new List<string>();
        foreach (var version in _versions)
        {
            if (task.Versions.All(each => each.Number != version.Number)) lost.Add($"version {version.Number}");
            else await CompareAsync(calm, version, direct);
        }

        var target = task.Aliases.SingleOrDefault(alias => alias.Name == Alias)?.Targets.Single().Version;
        if (target != _versions[^1].Number) lost.Add($"the last move of {Alias}");
        foreach (var (file, rows) in _files)
        {
            await using var stored = await calm.Files.OpenAsync(file.Id);
            if (!await IsSameAsync(stored, rows)) lost.Add($"file {file.Id}");
        }

        if (CorruptReads > before) lost.Add($"{CorruptReads - before} diffs");
        return lost;
    }

    private static async Task<bool> IsSameAsync(Stream stored, byte[] written)
    {
        using var content = new MemoryStream();
        await stored.CopyToAsync(content);
        return content.ToArray().AsSpan().SequenceEqual(written);
    }

    private async Task CompareAsync(ITaskGrid from, ConfirmedVersion version, Persistence ask)
    {
        var isSame = await ask.AskAsync(async () =>
        {
            await using var stored = await from.Tasks.OpenDiffAsync(Task, version.Number);
            return await IsSameAsync(stored, version.Diff);
        });
        if (!isSame) CorruptReads++;
    }
}
