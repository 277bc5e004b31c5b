using static TorchSharp.torch;

namespace TaskGrid.Torch.Tests;

public sealed class OpenMpBlasTests
{
    [Fact]
    public void Products_AfterInitialize_UseOneOpenBlas()
    {
        using var scope = NewDisposeScope();
        _ = ones(64, 64).matmul(ones(64, 64));
        var loaded = File.ReadLines("/proc/self/maps")
            .Select(line => line[(line.LastIndexOf(' ') + 1)..])
            .Where(path => Path.GetFileName(path).StartsWith("libopenblas", StringComparison.Ordinal))
            .Distinct()
            .ToArray();
        if (OpenMpBlas.Prefer()) Assert.Contains("openblas-openmp", Assert.Single(loaded), StringComparison.Ordinal);
        else Assert.True(loaded.Length <= 1, string.Join(", ", loaded));
    }
}
