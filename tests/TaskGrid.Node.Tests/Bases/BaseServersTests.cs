using TaskGrid.Node.Tests.Residency;
using TaskGrid.Storage;
using TaskGrid.Tests.Grid;

namespace TaskGrid.Node.Tests.Bases;

public sealed class BaseServersTests(SampleBases bases) : IClassFixture<SampleBases>
{
    [Fact]
    public async Task Require_AfterAServerThatCouldNotBeBuilt_BuildsItAnew()
    {
        using var catalog = new BaseCatalog(bases.Path);
        using var servers = new BaseServers(catalog, new EmbeddedGridOptions());
        var model = catalog.Load(SampleBases.Name);
        var fingerprint = model.Fingerprint.Hex;
        model.Dispose(); // no server can be built on it
        var first = await Assert.ThrowsAnyAsync<Exception>(() => servers.RequireAsync(fingerprint));
        Assert.NotSame(first, await Assert.ThrowsAnyAsync<Exception>(() => servers.RequireAsync(fingerprint)));
    }

    [Fact]
    public async Task Predict_InBf16_IsNearTheScoresOfFp32AndNotTheSame()
    {
        var (exact, rounded) = (await ScoreAsync("fp32"), await ScoreAsync("bf16"));
        Assert.NotEqual(exact, rounded);
        Assert.Equal(exact, rounded, 0.02f);
    }

    [Fact]
    public async Task Start_WithAnUnknownPrecision_IsRefused()
    {
        var error = await Assert.ThrowsAsync<TaskGridException>(() => EmbeddedGrid.StartAsync(
            new FileBlobStore(bases.Path), bases.Path, new EmbeddedGridOptions { Precision = "fp16" }));
        Assert.Equal(ErrorCodes.InvalidArgument, error.Code);
    }

    private async Task<float> ScoreAsync(string precision)
    {
        using var catalog = new BaseCatalog(bases.Path);
        using var servers = new BaseServers(catalog, new EmbeddedGridOptions { Precision = precision });
        using var served = servers.Open(MadeDiffs.Create(catalog.Load(SampleBases.Name), 1));
        Assert.Equal(precision, Assert.Single(servers.Snapshots()).Precision);
        var answer = Assert.Single(await served.PredictAsync("tenant", [new TextInput("a film that nobody forgets")]));
        return (float)answer.Scores.Single(score => score.Label == "yes").Score;
    }
}
