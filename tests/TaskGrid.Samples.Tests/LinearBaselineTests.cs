using TaskGrid.Samples.Baselines;
using TaskGrid.Training.Data;
using TaskGrid.Training.Metrics;

namespace TaskGrid.Samples.Tests;

public sealed class LinearBaselineTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("taskgrid-samples-");

    public void Dispose() => _folder.Delete(recursive: true);

    // Guessing gives 0.5, 0.5, 0.17 and 0.
    [Theory]
    [InlineData("opinions", 0.95, 0.80)]
    [InlineData("replies", 0.95, 0.65)]
    [InlineData("requests", 0.95, 0.75)]
    [InlineData("odds", 0.5, 0.45)]
    public void Train_SampleTask_LearnsTheTrainingRowsByHeartAndNotTheTask(string name, double trained, double most)
    {
        var task = SampleTasks.All.Single(task => task.Name == name);
        var files = SampleFiles.Write(task, _folder.FullName, new SampleSizes(), seed: 1);
        var data = TaskData.Load(files.Train, files.Dev, new DataColumns(), null, 0);
        var test = LabelledData.LoadForEvaluation(files.Test, new DataColumns(), data.Kind, data.Labels, data.Pairs);
        var metric = MetricCatalog.Default(data.Kind);

        var model = LinearBaseline.Train(data, seed: 0);

        Assert.InRange(metric.Compute(model.Predict(data.Train), data.Train.Targets.AsSpan()), trained, 1);
        Assert.InRange(metric.Compute(model.Predict(test), test.Targets.AsSpan()), 0, most);
    }

    [Fact]
    public void Train_LinearTask_IsLearned()
    {
        var path = Path.Combine(_folder.FullName, "linear.tsv");
        var random = new Random(0);
        var rows = Enumerable.Range(0, 300).Select(_ => random.Next(2)).Select(label =>
            $"word{random.Next(50)} {(label == 1 ? "good" : "bad")} word{random.Next(50)}\t{label}");
        File.WriteAllLines(path, ["text\tlabel", .. rows]);
        var data = TaskData.Load(path, null, new DataColumns(), null, 0);

        var model = LinearBaseline.Train(data, seed: 0);

        Assert.Equal(data.Dev.Targets.ToArray(), model.Predict(data.Dev));
    }
}
