using TaskGrid.Benchmarks.Quality.Plan;
using TaskGrid.Benchmarks.Quality.Runs;

namespace TaskGrid.Benchmarks.Tests.Quality;

public sealed class TaskFilesTests : IDisposable
{
    private static readonly QualityTask Task = QualityTask.Get("sst2");

    private static readonly string[] Lines =
        ["sentence\tlabel", .. Enumerable.Range(0, 1_000).Select(row => $"{row}\t0")];

    private readonly string _folder = Directory.CreateTempSubdirectory("taskgrid-files-").FullName;

    private TaskFiles Files => new(Path.Combine(_folder, "tasks"), Path.Combine(_folder, "scratch"));

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

    [Fact]
    public void DrawAll_RowsThatChanged_AreDrawnAnew()
    {
        Write(21_000);
        Files.DrawAll();
        Write(20_000);

        Files.DrawAll();

        Assert.Equal(File.ReadAllLines(Path.Combine(_folder, "tasks", Task.Train)), File.ReadAllLines(Files.Train(Task)));
    }

    [Fact]
    public void Has_MissingFile_IsFalseAndRequireNamesIt()
    {
        Write(20_000);
        File.Delete(Files.Test(Task));

        Assert.False(Files.Has(Task));
        Files.DrawAll();
        Assert.False(File.Exists(Files.Train(Task)));
        var problem = Assert.Throws<TaskGridException>(() => Files.Require(Task));
        Assert.Equal(ErrorCodes.FileNotFound, problem.Code);
        Assert.Contains(Files.Test(Task), problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NameOf_EveryFileOfATask_HoldsNoFolderOfThisMachine() =>
        Assert.Equal(
            ["sst2/train.tsv", "sst2/dev.tsv", "sst2/test.tsv", "sst2-20000.tsv"], Files.All(Task).Select(Files.NameOf));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Write(int rows)
    {
        Directory.CreateDirectory(Path.Combine(_folder, "tasks", "sst2"));
        foreach (var path in new[] { Path.Combine(_folder, "tasks", Task.Train), Files.Dev(Task)!, Files.Test(Task) })
            File.WriteAllLines(path, Enumerable.Range(0, rows).Select(row => $"{row}\t0").Prepend(Lines[0]));
    }
}
