using System.Globalization;
using Spectre.Console;
using TaskGrid.Samples;

namespace TaskGrid.Demo;

/// <summary>Answers of each task to its first test rows, beside what is right.</summary>
internal static class DemoAnswers
{
    private const int Rows = 2;

    public static async Task WriteAsync(
        IAnsiConsole console, ITaskGrid grid, IEnumerable<SampleTask> tasks, SampleSizes sizes, int seed)
    {
        foreach (var task in tasks)
        {
            var rows = SampleRows.Draw(task, sizes, seed).Test.Take(Rows).ToArray();
            var answers = await grid.PredictAsync(new PredictRequest
            {
                Model = task.Name,
                Inputs = [.. rows.Select(row => new TextInput(row.Text, row.TextPair))],
            });
            foreach (var (row, answer) in rows.Zip(answers.Predictions))
            {
                var text = row.TextPair is null ? row.Text : $"{row.Text} | {row.TextPair}";
                var score = answer.Scores[0].Score.ToString("0.00", CultureInfo.InvariantCulture);
                console.WriteLine($"{task.Name}: \"{text}\" → {answer.Label} ({score}), right: {row.Label}");
            }
        }
    }
}
