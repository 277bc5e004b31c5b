using TaskGrid.Models;

namespace TaskGrid.Training.Tests.Fixtures;

/// <summary>The sample base model, imported once for all tests that use it.</summary>
public sealed class SampleBase : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public SampleBase()
    {
        var stored = _folder["tg-mini"];
        BaseImporter.ImportAsync(SourceFolder(), stored, new BaseImportOptions(), null, CancellationToken.None)
            .GetAwaiter().GetResult();
        Model = BaseModel.Load(BaseFolder.Open(stored));
    }

    public BaseModel Model { get; }

    public void Dispose()
    {
        Model.Dispose();
        _folder.Dispose();
    }

    private static string SourceFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "TaskGrid.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("TaskGrid.sln is not above the tests.");
        return Path.Combine(folder.FullName, "samples", "models", "tg-mini");
    }
}
