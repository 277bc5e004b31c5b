using TaskGrid.Models;
using TaskGrid.Torch;

namespace TaskGrid.Training.Tests.Fixtures;

/// <summary>The sample base model, imported once for all tests that use it.</summary>
public sealed class SampleBase : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public SampleBase()
    {
        Model = Load(SourceFolder(), _folder["tg-mini"]);
    }

    public BaseModel Model { get; }

    public void Dispose()
    {
        Model.Dispose();
        _folder.Dispose();
    }

    /// <summary>The same base on a device.</summary>
    public BaseModel LoadOn(string device) =>
        BaseModel.Load(BaseFolder.Open(_folder["tg-mini"]), TorchRuntime.Device(device));

    /// <summary>The same base but for one weight.</summary>
    public BaseModel LoadAltered()
    {
        var source = Directory.CreateDirectory(_folder["altered-source"]).FullName;
        foreach (var file in Directory.GetFiles(SourceFolder()))
            File.Copy(file, Path.Combine(source, Path.GetFileName(file)), overwrite: true);
        using (var weights = File.Open(Path.Combine(source, "model.safetensors"), FileMode.Open))
        {
            // The middle of the file is within the encoder; what begins at an even byte is the low half of a number.
            weights.Position = weights.Length / 4 * 2;
            var low = weights.ReadByte();
            weights.Position--;
            weights.WriteByte((byte)(low ^ 1));
        }

        return Load(source, _folder["altered"]);
    }

    private static BaseModel Load(string source, string stored)
    {
        BaseImporter.ImportAsync(source, stored, new BaseImportOptions(), null, CancellationToken.None)
            .GetAwaiter().GetResult();
        return BaseModel.Load(BaseFolder.Open(stored));
    }

    private static string SourceFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "TaskGrid.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("TaskGrid.sln is not above the tests.");
        return Path.Combine(folder.FullName, "samples", "models", "tg-mini");
    }
}
