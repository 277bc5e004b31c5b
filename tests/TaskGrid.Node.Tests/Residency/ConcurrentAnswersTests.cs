using System.Collections.Concurrent;
using TaskGrid.Storage;
using TaskGrid.Tests.Grid;

namespace TaskGrid.Node.Tests.Residency;

/// <summary>Answers while versions come and go.</summary>
public sealed class ConcurrentAnswersTests(SampleBases bases) : IClassFixture<SampleBases>, IDisposable
{
    private const int Tasks = 12, Callers = 6, Requests = 60;

    private static readonly string[] Texts = ["a good film", "dull", "nobody forgets this film about the sea , and its end"];

    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0)] // each load from the store
    [InlineData(1 << 30)]
    public async Task Answers_WhileVersionsAreEvictedAndLoaded_AreThoseOfEachTaskAlone(long maxDiskBytes)
    {
        var alone = new float[Tasks][][];
        long bytes;
        await using (var grid = await StartAsync(1 << 30, maxDiskBytes))
        {
            for (var task = 0; task < Tasks; task++)
            {
                using var file = MadeDiffs.File(MadeDiffs.Create(grid.Bases.Load(SampleBases.Name), task));
                await grid.ForTenant("t").Tasks.ImportVersionAsync($"t{task}", file);
                alone[task] = [.. await Task.WhenAll(Texts.Select(text => ScoreAsync(grid, task, text)))];
            }

            bytes = grid.Versions.Bytes / Tasks;
        }

        Assert.NotEqual(alone[0][0][0], alone[1][0][0], 1e-3f);
        await using var small = await StartAsync(2 * bytes, maxDiskBytes);
        var wrong = new ConcurrentBag<string>();
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            var random = new Random(caller);
            for (var request = 0; request < Requests; request++)
            {
                var (task, text) = (random.Next(Tasks), random.Next(Texts.Length));
                var logits = await ScoreAsync(small, task, Texts[text]);
                for (var label = 0; label < logits.Length; label++)
                {
                    if (Math.Abs(logits[label] - alone[task][text][label]) is not <= 1e-5f)
                        wrong.Add($"t{task}, text {text}: {logits[label]}, alone {alone[task][text][label]}");
                }
            }
        })));
        Assert.Empty(wrong);
        var memory = small.Snapshot("t").Residency!.Memory!;
        Assert.True(memory.Evictions > Tasks, $"{memory.Evictions} evictions");
        Assert.InRange(memory.Bytes, 1, 2 * bytes);
    }

    private Task<EmbeddedGrid> StartAsync(long maxResidentBytes, long maxDiskBytes) => EmbeddedGrid.StartAsync(
        new FileBlobStore(_folder["store"]),
        bases.Path,
        new EmbeddedGridOptions
        {
            LocalFolder = _folder["local"],
            Slots = 0,
            MaxResidentBytes = maxResidentBytes,
            MaxDiskBytes = maxDiskBytes,
        });

    private static async Task<float[]> ScoreAsync(EmbeddedGrid grid, int task, string text)
    {
        using var lease = await grid.Views.TakeAsync("t", ModelReference.Parse($"t{task}"), default);
        var answer = await lease.Model.PredictAsync("t", [new TextInput(text)]);
        return [.. answer[0].Scores.OrderBy(score => score.Label, StringComparer.Ordinal).Select(score => (float)score.Score)];
    }
}
