#if TASKGRID_FULL
using TaskGrid.Node;
using TaskGrid.Proofs.Stores;
using TaskGrid.Storage;
using TaskGrid.Tests;
using TaskGrid.Tests.Grid;

namespace TaskGrid.Benchmarks.Clusters;

/// <summary>A store with the sample base and one small task.</summary>
internal sealed class BenchmarkedStore : IDisposable
{
    /// <summary>The tenant: the one of servers without keys.</summary>
    public const string Tenant = "default";

    /// <summary>The task.</summary>
    public const string Task = "reviews";

    private readonly ScratchFolder _folder = new();
    private readonly SampleBases _bases = new();

    /// <summary>Where it is.</summary>
    public StoreAddress Address => new(_folder["store"]);

    /// <summary>Documents and content.</summary>
    public FileBlobStore Blobs => new(_folder["store"]);

    /// <summary>The folder of the bases.</summary>
    public string Bases => _bases.Path;

    /// <summary>Files of running jobs.</summary>
    public string Local => _folder["local"];

    /// <summary>Imports the base and trains the task.</summary>
    public static async Task<BenchmarkedStore> CreateAsync(CancellationToken cancellationToken)
    {
        var store = new BenchmarkedStore();
        await using var engine = await store.StartEngineAsync(cancellationToken);
        (await GridData.TrainAsync(engine.ForTenant(Tenant), Task, GridData.Rows(24))).RequireResult();
        return store;
    }

    /// <summary>One text for a task.</summary>
    public static PredictRequest Request(string task = Task) => new() { Model = task, Inputs = [new("a good film")] };

    /// <summary>The embedded engine over it.</summary>
    public Task<EmbeddedGrid> StartEngineAsync(CancellationToken cancellationToken) => EmbeddedGrid.StartAsync(
        Blobs, Bases, new EmbeddedGridOptions { LocalFolder = Local }, cancellationToken: cancellationToken);

    /// <summary>Publishes tasks, each with a diff of its own.</summary>
    /// <returns>Their names.</returns>
    public async Task<IReadOnlyList<string>> PublishAsync(int count, CancellationToken cancellationToken)
    {
        await using var engine = await StartEngineAsync(cancellationToken);
        var tasks = engine.ForTenant(Tenant).Tasks;
        using var file = new MemoryStream();
        await using (var stored = await tasks.OpenDiffAsync(Task, 1, cancellationToken)) await stored.CopyToAsync(file, cancellationToken);
        var copies = new DiffCopies(file.ToArray());
        string[] names = [.. Enumerable.Range(1, count).Select(number => $"task-{number}")];
        for (var i = 0; i < count; i++)
        {
            using var diff = new MemoryStream(copies.Create(i + 1));
            await tasks.ImportVersionAsync(names[i], diff, AliasSnapshot.Live, names[i], cancellationToken);
        }

        return names;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _bases.Dispose();
        _folder.Dispose();
    }
}
#endif
