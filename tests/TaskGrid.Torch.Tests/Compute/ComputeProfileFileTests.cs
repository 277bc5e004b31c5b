namespace TaskGrid.Torch.Tests;

public sealed class ComputeProfileFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("taskgrid-");

    private string File => Path.Combine(_folder.FullName, "new", "compute.json");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void LoadOrMeasure_Twice_MeasuresOnce()
    {
        var threads = TorchRuntime.Threads;
        var first = ComputeProfileFile.LoadOrMeasure(File);
        Assert.Equal(threads, TorchRuntime.Threads);
        Assert.Contains(first.Measurements, m => m is { Precision: "fp32", Threads: 1, Gigaflops: > 0.1 });
        Assert.Equal(TorchRuntime.SupportsBf16, first.Measurements.Any(m => m.Precision == "bf16"));
        Assert.Equal(first.Measurements, ComputeProfileFile.LoadOrMeasure(File).Measurements);
        Assert.Equal([File, File + ".lock"], Directory.GetFiles(Path.GetDirectoryName(File)!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task LoadOrMeasure_ByManyAtOnce_MeasuresOnce()
    {
        var profiles = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => Task.Run(() => ComputeProfileFile.LoadOrMeasure(File))));
        Assert.All(profiles, profile => Assert.Equal(profiles[0].Measurements, profile.Measurements));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{\"machine\":\"another\",\"measurements\":[{\"precision\":\"fp32\",\"threads\":7,\"gigaflops\":1}]}")]
    [InlineData("{\"machine\":null,\"measurements\":[]}")]
    public void LoadOrMeasure_OfADamagedOrForeignFile_MeasuresAnew(string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        System.IO.File.WriteAllText(File, content);
        Assert.Equal(ComputeProbe.MachineOf("cpu"), ComputeProfileFile.LoadOrMeasure(File).Machine);
        Assert.Contains(ComputeProbe.MachineOf("cpu"), System.IO.File.ReadAllText(File), StringComparison.Ordinal);
    }

    [Fact]
    public void LoadOrMeasure_WhereNothingCanBeWritten_StillMeasures()
    {
        System.IO.File.WriteAllText(Path.Combine(_folder.FullName, "new"), "a file where the folder should be");
        Assert.NotEmpty(ComputeProfileFile.LoadOrMeasure(File).Measurements);
    }
}
