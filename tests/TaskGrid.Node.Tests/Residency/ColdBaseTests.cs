using TaskGrid.Storage;
using TaskGrid.Tests.Grid;

namespace TaskGrid.Node.Tests.Residency;

/// <summary>A base whose server takes long to come.</summary>
public sealed class ColdBaseTests(SampleBases bases) : IClassFixture<SampleBases>, IDisposable
{
    private const string Other = "other";

    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Base_ThatIsStarting_KeepsNoVersionOfAnotherFromBeingLoaded()
    {
        await ImportOtherAsync();
        await using var grid = await EmbeddedGrid.StartAsync(
            new FileBlobStore(_folder["store"]),
            _folder["bases"],
            new EmbeddedGridOptions { LocalFolder = _folder["local"], Slots = 0 });
        var count = Math.Max(VersionLoader.FewestLoads, Environment.ProcessorCount);
        for (var n = 0; n < count; n++) await AddAsync(grid, $"cold{n}", Other, n);
        await AddAsync(grid, "warm", SampleBases.Name, 1);
        // Its server is built when nobody overwrites the base any more.
        Task<PredictResult>[] cold;
        using (grid.Bases.Load(Other).TryTakeAlone())
        {
            cold = [.. Enumerable.Range(0, count).Select(n => PredictAsync(grid, $"cold{n}"))];
            await PredictAsync(grid, "warm").WaitAsync(TimeSpan.FromSeconds(30));
            Assert.DoesNotContain(cold, answer => answer.IsCompleted);
        }

        await Task.WhenAll(cold).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(count + 1, grid.Snapshot("t").Residency!.StoreLoads);
    }

    private async Task ImportOtherAsync()
    {
        Directory.CreateDirectory(_folder["bases"]);
        Directory.CreateDirectory(_folder["source"]);
        Directory.CreateSymbolicLink(_folder[$"bases/{SampleBases.Name}"], Path.Combine(bases.Path, SampleBases.Name));
        foreach (var file in Directory.GetFiles(Path.Combine(Repository.Root, "samples", "models", "tg-mini")))
            File.Copy(file, Path.Combine(_folder["source"], Path.GetFileName(file)));
        var weights = await File.ReadAllBytesAsync(Path.Combine(_folder["source"], "model.safetensors"));
        weights[weights.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(Path.Combine(_folder["source"], "model.safetensors"), weights);

        using var catalog = new BaseCatalog(_folder["bases"]);
        await catalog.ImportAsync(_folder["source"], Other);
        Assert.NotEqual(catalog.Get(Other).Fingerprint, catalog.Get(SampleBases.Name).Fingerprint);
    }

    private static async Task AddAsync(EmbeddedGrid grid, string task, string name, int seed)
    {
        using var file = MadeDiffs.File(MadeDiffs.Create(grid.Bases.Load(name), seed));
        await grid.ForTenant("t").Tasks.ImportVersionAsync(task, file);
    }

    private static Task<PredictResult> PredictAsync(EmbeddedGrid grid, string task) =>
        grid.ForTenant("t").PredictAsync(new PredictRequest { Model = task, Inputs = [new("a good film")] });
}
