using TaskGrid.Benchmarks.Quality.Runs;

namespace TaskGrid.Benchmarks.Tests.Quality;

public sealed class TaskFilesTests
{
    private static readonly string[] Lines =
        ["sentence\tlabel", .. Enumerable.Range(0, 1_000).Select(row => $"{row}\t0")];

    [Fact]
    public void Draw_SomeRows_KeepsHeaderOrderAndCountWithoutRepetition()
    {
        var drawn = TaskFiles.Draw(Lines, 100).ToList();

        Assert.Equal(Lines[0], drawn[0]);
        var rows = drawn.Skip(1).Select(line => int.Parse(line.Split('\t')[0], null)).ToList();
        Assert.Equal(100, rows.Distinct().Count());
        Assert.Equal(rows.Order(), rows);
        // A draw, not the head of the file.
        Assert.InRange(rows.Average(), 400, 600);
    }

    [Fact]
    public void Draw_Twice_IsTheSame() => Assert.Equal(TaskFiles.Draw(Lines, 100), TaskFiles.Draw(Lines, 100));
}
