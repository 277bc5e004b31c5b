namespace TaskGrid.Models.Tests;

/// <summary>A hub that holds one model, a store to import it into, and a cache.</summary>
internal sealed class HubFolder : IDisposable
{
    public const string Source = "hf:org/model";
    public const string Weights = "model.safetensors";

    public HubFolder()
    {
        Model.WriteTo(Folder["source"]);
        Hub.Load(Folder["source"]);
    }

    public TestModel Model { get; } = TestModel.Bert();

    public TestHub Hub { get; } = new();

    public ImportFolder Folder { get; } = new();

    public TestClock Clock { get; } = new();

    public string Cache => Folder["cache"];

    /// <summary>The part of the weights that has come, or null.</summary>
    public string? Part => Directory.Exists(Cache)
        ? Directory.GetFiles(Cache, Weights + ".part", SearchOption.AllDirectories).SingleOrDefault()
        : null;

    public BaseImportOptions Options(string? token = null) => new()
    {
        Hub = new HubOptions
        {
            Endpoint = Hub.Address, Token = token, CacheFolder = Cache, IdleTimeout = TimeSpan.FromMinutes(1),
        },
        TimeProvider = Clock,
    };

    public Task<BaseImportResult> ImportAsync(string source = Source, string name = "b", string? token = null) =>
        Folder.ImportAsync(source, name, Options(token));

    /// <summary>Imports and checks that the outcome is that of the local folder.</summary>
    public async Task AssertImportsAsync()
    {
        var expected = await Folder.ImportAsync(Folder["source"], "local");
        var actual = await ImportAsync();
        Assert.Equal(expected.Info.Fingerprint, actual.Info.Fingerprint);
        Assert.Empty(Directory.GetFileSystemEntries(Cache));
    }

    public Task<TaskGridException> RefuseAsync(string source = Source, string? token = null) =>
        Folder.RefuseAsync(ErrorCodes.DownloadFailed, source, Options(token));

    public void Dispose()
    {
        Hub.Dispose();
        Folder.Dispose();
    }
}
