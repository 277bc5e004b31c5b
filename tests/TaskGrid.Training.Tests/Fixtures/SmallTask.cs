using TaskGrid.Models;
using TaskGrid.Training.Data;
using TaskGrid.Training.Metrics;
using TaskGrid.Training.Runs;

namespace TaskGrid.Training.Tests.Fixtures;

/// <summary>A few rows of an easy task, made in memory.</summary>
internal static class SmallTask
{
    private static readonly string[] Good = ["good", "great", "brilliant", "lovely", "fine"];
    private static readonly string[] Bad = ["bad", "awful", "boring", "poor", "ugly"];
    private static readonly string[] Things = ["film", "story", "play", "book", "song", "dinner"];

    public static TaskData Data(int rows, bool pairs = false, TaskKind kind = TaskKind.Classification)
    {
        var random = new Random(7);
        TaskRow Row(int i)
        {
            var good = i % 2 == 0;
            var words = good ? Good : Bad;
            var text = $"the {Things[random.Next(Things.Length)]} was {words[random.Next(words.Length)]} .";
            var target = kind == TaskKind.Regression ? (good ? 3.5f : 1.25f) + (0.1f * random.Next(5)) : good ? 1 : 0;
            return new TaskRow(text, pairs ? $"i saw the {Things[random.Next(Things.Length)]}" : null, target);
        }

        return new TaskData
        {
            Kind = kind,
            Labels = kind == TaskKind.Regression ? [] : ["bad", "good"],
            Train = new TaskRows([.. Enumerable.Range(0, rows).Select(Row)]),
            Dev = new TaskRows([.. Enumerable.Range(0, Math.Max(8, rows / 4)).Select(Row)]),
            DevHeldOut = false,
        };
    }

    public static TrainSpec Spec(string method = "diff-pruning", bool structured = false, double density = 0.005) => new()
    {
        Task = "small",
        Base = "tg-mini",
        TrainFile = "none",
        Method = method,
        Structured = structured,
        Density = density,
        Epochs = 1,
        BatchSize = 8,
    };

    public static TrainSettings Settings(TrainSpec spec, BaseModel model, int threads = 1, bool half = false) =>
        TrainSettings.Resolve(spec, model.Config, 1000, threads, half);

    public static EncodedTask Encode(BaseModel model, TaskData data)
    {
        EncodedRows Rows(TaskRows rows) => new(
            [.. rows.Select(row => model.Encode(new TextInput(row.Text, row.TextPair)))], [.. rows.Targets]);
        return new EncodedTask(
            data.Kind, Math.Max(1, data.Labels.Length), Rows(data.Train), Rows(data.Dev), MetricCatalog.Default(data.Kind));
    }
}
