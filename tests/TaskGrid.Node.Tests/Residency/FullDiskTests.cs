using System.Security.Cryptography;
using TaskGrid.Storage;
using TaskGrid.Tests.Grid;

namespace TaskGrid.Node.Tests.Residency;

/// <summary>The disk tier on a file system that is really full.</summary>
public sealed class FullDiskTests(SampleBases bases) : IClassFixture<SampleBases>, IDisposable
{
    private const int Mebibytes = 8, Room = 16 << 10;

    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [DiskFact]
    public async Task FullDisk_RequestsAreAnsweredNothingHalfStaysAndItRecovers()
    {
        using var disk = SmallDisk.TryMount(Mebibytes, out _)!;
        var log = new SeenLog();
        string[] answers;
        await using (var grid = await StartAsync(disk.Path, log))
        {
            foreach (var task in (string[])["a", "b"])
            {
                using var file = MadeDiffs.File(MadeDiffs.Create(grid.Bases.Load(SampleBases.Name), task[0]));
                await grid.ForTenant("t").Tasks.ImportVersionAsync(task, file);
            }

            // Less room than a file needs, so that the beginning of one is written.
            var spare = Path.Combine(disk.Path, "spare");
            await File.WriteAllBytesAsync(spare, new byte[Room]);
            disk.Fill();
            File.Delete(spare);
            var first = await PredictAsync(grid, "a");
            Assert.Equal(first, await PredictAsync(grid, "a"));
            Assert.Equal((1, 1), (Residency(grid).StoreLoads, Residency(grid).Memory!.Hits));
            Assert.Equal((0, 0, 0), (Disk(grid).Versions, Disk(grid).Bytes, Disk(grid).Damaged));
            Assert.Empty(Files(disk.Path));
            Assert.Contains(log.Warnings, line => line.Contains("space", StringComparison.Ordinal));

            disk.Free();
            answers = [first, await PredictAsync(grid, "b")];
            Assert.Equal((2, 1), (Residency(grid).StoreLoads, Disk(grid).Versions));
            var kept = Assert.Single(Files(disk.Path));
            Assert.Equal(Path.GetFileName(kept), Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(kept))) + ".t");
        }

        await using var again = await StartAsync(disk.Path, log);
        Assert.Equal(answers[1], await PredictAsync(again, "b"));
        Assert.Equal((0, 1), (Residency(again).StoreLoads, Disk(again).Hits));
        Assert.Equal(answers[0], await PredictAsync(again, "a"));
        Assert.Equal((1, 2), (Residency(again).StoreLoads, Disk(again).Versions));
    }

    private Task<EmbeddedGrid> StartAsync(string local, SeenLog log) => EmbeddedGrid.StartAsync(
        new FileBlobStore(_folder["store"]),
        bases.Path,
        new EmbeddedGridOptions { LocalFolder = local, Slots = 0, Logging = log });

    private static ResidencySnapshot Residency(EmbeddedGrid grid) => grid.Snapshot("t").Residency!;

    private static TierSnapshot Disk(EmbeddedGrid grid) => Residency(grid).Disk!;

    private static string[] Files(string disk) => Directory.GetFiles(Path.Combine(disk, "local", "diffs"));

    private static async Task<string> PredictAsync(EmbeddedGrid grid, string task)
    {
        var answer = await grid.ForTenant("t").PredictAsync(new PredictRequest { Model = task, Inputs = [new("a good film")] });
        return string.Join(' ', answer.Predictions[0].Scores.Select(score => score.Score.ToString("F4", System.Globalization.CultureInfo.InvariantCulture)));
    }
}
