using System.Diagnostics;
using TaskGrid.Diffs;
using TaskGrid.Tests.Grid;

namespace TaskGrid.Node.Tests.Residency;

/// <summary>What a miss costs by how many versions there are.</summary>
public sealed partial class ResidencyTests
{
    private const int Few = 100, Many = 10_000, Misses = 301;

    // Tenants have their own copies: a version for each of them.
    [Fact]
    public async Task Miss_WhereManyVersionsAreInMemory_TakesAboutAsLongAsWhereFewAre()
    {
        var small = await AddSmallAsync("a");
        var bytes = await BytesOfOneAsync("a");
        var few = await MissSecondsAsync(Few);
        var many = await MissSecondsAsync(Many);
        output.WriteLine($"{1e6 * few:F0} µs with {Few} versions in memory, {1e6 * many:F0} µs with {Many}: {many / few:F2}");
        Assert.InRange(many / few, 0, 4);

        async Task<double> MissSecondsAsync(int count)
        {
            await RestartAsync(maxResidentBytes: count * bytes, maxDiskBytes: 0);
            for (var n = 0; n < count; n++) await UseAsync($"t{n}");
            Assert.Equal((count, 0L), (Residency.Memory!.Versions, Residency.Memory!.Evictions));
            var seconds = await MedianAsync(n => UseAsync($"u{n}"));
            Assert.Equal((count, Misses), (Residency.Memory!.Versions, Residency.Memory!.Evictions));
            return seconds;
        }

        async Task UseAsync(string tenant)
        {
            using var lease = await _grid.Versions.TakeAsync(
                new VersionKey(tenant, small.Sha256), small.Info, retries: false, default);
        }
    }

    private static async Task<double> MedianAsync(Func<int, Task> work)
    {
        var seconds = new double[Misses];
        for (var n = 0; n < Misses; n++)
        {
            var start = Stopwatch.GetTimestamp();
            await work(n);
            seconds[n] = Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        Array.Sort(seconds);
        return seconds[Misses / 2];
    }

    private async Task<VersionSnapshot> AddSmallAsync(string task)
    {
        var model = _grid.Bases.Load(SampleBases.Name);
        using var file = MadeDiffs.File(MadeDiffs.Create(model, 1) with { Diff = new SparseDiff(model.Layout, [1], [1]) });
        return await Grid.Tasks.ImportVersionAsync(task, file);
    }
}
