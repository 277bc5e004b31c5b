#if TASKGRID_FULL
using System.Globalization;
using System.Text;
using TaskGrid.Benchmarks.Machine;
using TaskGrid.Models;
using TaskGrid.Node;
using TaskGrid.Storage;

namespace TaskGrid.Benchmarks.Clusters;

/// <summary>A store with the sample base and one small task.</summary>
internal sealed class BenchmarkedStore : IDisposable
{
    /// <summary>The task.</summary>
    public const string Task = "reviews";

    private const string BaseName = "tg-mini";
    private readonly string _folder = Directory.CreateTempSubdirectory("taskgrid-bench-").FullName;

    /// <summary>Documents and content.</summary>
    public FileBlobStore Blobs => new(Path.Combine(_folder, "store"));

    /// <summary>The folder of the bases.</summary>
    public string Bases => Path.Combine(_folder, "bases");

    /// <summary>Files of running jobs.</summary>
    public string Local => Path.Combine(_folder, "local");

    /// <summary>Imports the base and trains the task.</summary>
    public static async Task<BenchmarkedStore> CreateAsync(CancellationToken cancellationToken)
    {
        var store = new BenchmarkedStore();
        await BaseImporter.ImportAsync(
            Path.Combine(RepositoryFolder.Root, "samples", "models", BaseName),
            Path.Combine(store.Bases, BaseName),
            new BaseImportOptions(),
            null,
            cancellationToken);
        await using var engine = await store.StartEngineAsync(cancellationToken);
        var grid = engine.ForTenant("t");
        var rows = new StringBuilder("text\tlabel\n");
        for (var row = 0; row < 24; row++)
            rows.Append(CultureInfo.InvariantCulture, $"a {(row % 2 == 0 ? "good" : "bad")} film {row}\t{row % 2}\n");
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(rows.ToString()));
        var file = await grid.Files.UploadAsync(new GridFileSpec("rows.tsv"), content, null, cancellationToken);
        var train = new TrainSpec { Task = Task, Base = BaseName, TrainFile = file.Id, Epochs = 1, Method = "bitfit" };
        var job = await grid.Jobs.SubmitAsync(new JobSpec { Train = train }, null, cancellationToken);
        var ended = await grid.Jobs.WaitForCompletionAsync(job.Id, null, cancellationToken);
        return ended.Failure is { } failure ? throw new TaskGridException(failure.Code, failure.Message) : store;
    }

    /// <summary>The embedded engine over it.</summary>
    public Task<EmbeddedGrid> StartEngineAsync(CancellationToken cancellationToken) => EmbeddedGrid.StartAsync(
        Blobs, Bases, new EmbeddedGridOptions { LocalFolder = Local }, cancellationToken: cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
#endif
