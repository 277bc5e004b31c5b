using TaskGrid.Benchmarks.Output;
using TaskGrid.Benchmarks.Quality.Baselines;
using TaskGrid.Benchmarks.Quality.Runs;

namespace TaskGrid.Benchmarks.Tests.Quality;

public sealed class BaselineRunsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("taskgrid-baselines-").FullName;

    public BaselineRunsTests()
    {
        // Half of the test rows have the class that is most frequent in the training rows.
        Write("trec/train.tsv", Enumerable.Range(0, 30).Select(row => row % 3 == 0 ? $"when was {row}\t1" : $"who is {row}\t0"));
        Write("trec/test.tsv", ["who is 90\t0", "when was 91\t1"]);
    }

    [Fact]
    public void Complete_FilesThatAreThere_ScoresTheConstantGuessAndTheLinearModel()
    {
        var baseline = Assert.Single(Complete([]));

        Assert.Equal(("trec", "accuracy", 0.5, 1.0), (baseline.Task, baseline.Metric, baseline.Constant, baseline.Linear));
        Assert.Equal((1, 12), (baseline.LinearDev, baseline.Settings.Length));
    }

    [Fact]
    public void Complete_Regression_ScoresTheWordsThatTextsShare()
    {
        foreach (var part in (string[])["train", "dev", "test"])
            Write(
                $"sts/{part}.tsv",
                ["A man, here.\tThe man\t3.5", "a man\ta house\t0.2", "a man\tA MAN!\t5"],
                "sentence1\tsentence2\tlabel");

        var baseline = Complete([])[1];

        Assert.Equal(("sts", "pearson"), (baseline.Task, baseline.Metric));
        Assert.Null(baseline.Constant ?? baseline.Linear ?? baseline.LinearDev ?? baseline.LinearEpoch);
        // Of 4, 3 and 2 words both texts have 1, 1 and 2: 0.25, 0.333 and 1 against 3.5, 0.2 and 5.
        Assert.Equal(0.66869, baseline.Overlap!.Value, 1e-5);
    }

    [Fact]
    public void Complete_KeptOnes_AreNotComputedAgainUntilRowsChange()
    {
        var kept = Complete([])[0] with { Linear = 0.123 };

        Assert.Equal([kept], Complete([kept]));
        Write("trec/test.tsv", ["who is 90\t0"]);
        Assert.Equal((1.0, 1.0), (Complete([kept])[0].Constant, Complete([kept])[0].Linear));
    }

    [Fact]
    public void Complete_TaskWhoseFilesAreNotThere_KeepsItsOwn()
    {
        var kept = Results.Baseline("mr", 0.5, 0.8);

        Assert.Contains(kept, Complete([kept]));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private IReadOnlyList<Baseline> Complete(IReadOnlyList<Baseline> kept)
    {
        var files = new TaskFiles(_folder, _folder);
        using var progress = new ProgressLine(TextWriter.Null);
        return new BaselineRuns(files, new FileDigests(files, []), SampleTokenizer.Create())
            .Complete(kept, progress, CancellationToken.None);
    }

    private void Write(string name, IEnumerable<string> rows, string header = "sentence\tlabel")
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllLines(path, rows.Prepend(header));
    }
}
