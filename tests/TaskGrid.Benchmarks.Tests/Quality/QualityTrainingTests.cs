using TaskGrid.Benchmarks.Machine;
using TaskGrid.Benchmarks.Quality.Runs;
using TaskGrid.Diffs;
using TaskGrid.Models;

namespace TaskGrid.Benchmarks.Tests.Quality;

public sealed class QualityTrainingTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("taskgrid-bench-").FullName;
    private QualityRequest _request = null!;

    public async Task InitializeAsync()
    {
        var sample = Path.Combine(RepositoryFolder.Root, "samples", "models", "tg-mini");
        var imported = await PlanExecution.ImportAsync(sample, _folder, CancellationToken.None);
        var rows = Path.Combine(_folder, "rows.tsv");
        await File.WriteAllLinesAsync(
            rows,
            Enumerable.Range(0, 40).Select(row => row % 2 == 0 ? $"a lovely film {row}\t1" : $"a dull film {row}\t0")
                .Prepend("sentence\tlabel"));
        _request = new QualityRequest(
            imported,
            new TrainSpec
            {
                Task = "films",
                Base = "tg-mini",
                TrainFile = rows,
                DevFile = rows,
                Method = "random",
                Density = 0.001,
                Epochs = 1,
                Threads = 1,
                Precision = "fp32",
            },
            rows,
            Path.Combine(_folder, "diffs", "films.tgdiff"));
    }

    [Fact]
    public void Run_SmallTask_ScoresTheDiffThatItWrote()
    {
        var outcome = QualityTraining.Run(_request, new Progress<TrainProgress>(), CancellationToken.None);

        var info = DiffFile.Verify(new MemoryStream(File.ReadAllBytes(_request.DiffFile)));
        Assert.Equal(Density.Entries(0.001, info.Parameters), outcome.Nonzeros);
        Assert.Equal(new FileInfo(_request.DiffFile).Length, outcome.FileBytes);
        Assert.Equal(info.PositionBytes + info.ValueBytes, outcome.DiffBytes);
        Assert.Equal("accuracy", outcome.Metric);
        // The same rows are dev and test, so both scores are of one file.
        Assert.Equal(outcome.Dev, outcome.Test);
    }

    [Fact]
    public void Of_SettingsThatDecideTheResult_ChangeTheHash()
    {
        var hash = new SettingsHash(BaseFolder.Open(_request.BaseFolder), Digests());
        string With(Func<TrainSpec, TrainSpec> change) => hash.Of(_request with { Spec = change(_request.Spec) });

        var plain = With(spec => spec);

        Assert.Equal(plain, With(spec => spec with { Threads = 7 }));
        Assert.NotEqual(plain, With(spec => spec with { Seed = 9 }));
        Assert.NotEqual(plain, With(spec => spec with { LearningRate = 0.5 }));
        Assert.NotEqual(plain, With(spec => spec with { Epochs = 2 }));
        Assert.NotEqual(plain, With(spec => spec with { Method = "full" }));
        Assert.NotEqual(plain, With(spec => spec with { Precision = "bf16" }));
    }

    [Fact]
    public void Of_RowsThatChange_ChangeTheHash()
    {
        var folder = BaseFolder.Open(_request.BaseFolder);
        var before = new SettingsHash(folder, Digests()).Of(_request);

        File.AppendAllText(_request.TestFile, "a lovely day\t1\n");

        Assert.NotEqual(before, new SettingsHash(folder, Digests()).Of(_request));
    }

    [Fact]
    public void Of_RowsThatAreOnlyRecorded_GivesTheSameHash()
    {
        var folder = BaseFolder.Open(_request.BaseFolder);
        var digests = Digests();
        var before = new SettingsHash(folder, digests).Of(_request);
        File.Delete(_request.TestFile);

        var recorded = new FileDigests(new TaskFiles(_folder, _folder), digests.Known);

        Assert.Equal(before, new SettingsHash(folder, recorded).Of(_request));
        Assert.Throws<TaskGridException>(() => new SettingsHash(folder, Digests()).Of(_request));
    }

    private FileDigests Digests() => new(new TaskFiles(_folder, _folder), []);

    public Task DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }
}
