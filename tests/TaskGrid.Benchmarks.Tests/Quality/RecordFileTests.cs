using TaskGrid.Benchmarks.Quality.Baselines;
using TaskGrid.Benchmarks.Quality.Plan;
using TaskGrid.Benchmarks.Quality.Results;

namespace TaskGrid.Benchmarks.Tests.Quality;

public sealed class RecordFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("taskgrid-bench-").FullName;

    private RecordFile<QualityResult> File => new(Path.Combine(_folder, "new", "quality.csv"));

    [Fact]
    public void Read_NoFile_IsEmpty() => Assert.Empty(File.Read());

    [Fact]
    public void Read_AfterAppend_GivesTheSameResults()
    {
        var results = QualityPlan.Runs.Take(5).Select(run => Results.Of(run, 0.1 + (1.0 / 3))).ToList();

        foreach (var result in results) File.Append(result);

        Assert.Equal(results, File.Read());
    }

    [Fact]
    public void Append_EveryResult_IsOneLineUnderOneHeader()
    {
        File.Append(Results.Of(QualityPlan.Runs[0], 0.5));
        File.Append(Results.Of(QualityPlan.Runs[1], 0.5));

        var lines = System.IO.File.ReadAllLines(File.Path);
        Assert.Equal(3, lines.Length);
        Assert.StartsWith("task,method,density,seed,metric,dev,test,nonzeros,", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("trec,full,,1,accuracy,0.49,0.5,", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Replace_OtherRecords_AreTheOnlyOnes()
    {
        File.Append(Results.Of(QualityPlan.Runs[0], 0.5));

        File.Replace([Results.Of(QualityPlan.Runs[1], 0.5), Results.Of(QualityPlan.Runs[2], 0.5)]);

        Assert.Equal(QualityPlan.Runs.Skip(1).Take(2).Select(run => Results.Of(run, 0.5)), File.Read());
        Assert.Equal([File.Path], Directory.GetFiles(Path.Combine(_folder, "new")));
    }

    [Fact]
    public void Read_NumbersThatAreMissing_AreNull()
    {
        var file = new RecordFile<Baseline>(Path.Combine(_folder, "baselines.csv"));
        var baseline = Results.Baseline("sts", null, null) with { LinearDev = null, LinearEpoch = null };

        file.Replace([baseline]);

        Assert.Equal(baseline, Assert.Single(file.Read()));
    }

    [Theory]
    [InlineData("trec,full")]
    [InlineData("trec,full,,one,accuracy,0.49,0.5,1,1,1,int8,1,1,1,fp32,x,y,z,m")]
    public void Read_DamagedLine_NamesFileAndLine(string line)
    {
        File.Append(Results.Of(QualityPlan.Runs[0], 0.5));
        System.IO.File.AppendAllText(File.Path, line + "\n");

        var problem = Assert.Throws<TaskGridException>(File.Read);

        Assert.Equal(ErrorCodes.DataInvalid, problem.Code);
        Assert.Contains($"{File.Path}, line 3,", problem.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
