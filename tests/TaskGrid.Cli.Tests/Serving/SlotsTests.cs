using System.Text.Json;
using TaskGrid.Client;
using TaskGrid.Tests.Grid;
using TaskGrid.Torch;

namespace TaskGrid.Cli.Tests.Serving;

public sealed class SlotsTests(SampleBases bases) : IClassFixture<SampleBases>
{
    [Fact]
    public async Task Jobs_OfAServerWithSlots_ShareTheThreadsThatNoneOfThemNames()
    {
        using var folder = new TemporaryFolder();
        PretendThreads(Path.Combine(folder.Path, "taskgrid", "machine.json"), 8);
        var variables = new Dictionary<string, string> { ["TMPDIR"] = folder.Path, ["XDG_CACHE_HOME"] = folder.Path };
        using var server = ServerProcess.Start(
            folder.Path, folder.File("store"), variables, "--no-auth", "--bases", bases.Path, "--slots", "4");
        using var grid = new TaskGridClient(new TaskGridClientOptions { Endpoint = new Uri(server.Url) });
        var file = await GridData.UploadAsync(grid, GridData.Rows(24));

        foreach (var (named, used) in ((int?, int)[])[(null, 2), (3, 3)])
        {
            var spec = GridData.Job("reviews", file.Id);
            var train = spec.Train with { Method = "last-layer", Structured = false, Threads = named };
            var job = await grid.Jobs.SubmitAsync(spec with { Train = train });
            Assert.Equal(used, (await GridData.EndAsync(grid, job.Id)).Result!.Threads);
        }
    }

    // As if so many threads had been measured as the fastest.
    private static void PretendThreads(string path, int threads)
    {
        var profile = ComputeProfileFile.LoadOrMeasure(path) with { Measurements = [new("fp32", threads, 100)] };
        File.WriteAllText(path, JsonSerializer.Serialize(profile, JsonSerializerOptions.Web));
    }
}
