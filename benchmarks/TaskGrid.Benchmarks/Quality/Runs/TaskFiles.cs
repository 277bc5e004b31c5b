using TaskGrid.Benchmarks.Quality.Plan;

namespace TaskGrid.Benchmarks.Quality.Runs;

/// <summary>Says where the files of tasks are, and draws rows where a task wants fewer than its file has.</summary>
/// <param name="folder">The folder of all tasks.</param>
/// <param name="scratch">Where drawn rows are written.</param>
internal sealed class TaskFiles(string folder, string scratch)
{
    // Every run on a task sees the same rows, whatever its own seed.
    private const int DrawSeed = 20_000;

    /// <summary>Path of the training rows; drawn ones are there after <see cref="DrawAll"/>.</summary>
    public string Train(QualityTask task) =>
        task.TrainRows is { } wanted ? Path.Combine(scratch, $"{task.Name}-{wanted}.tsv") : InFolder(task.Train);

    /// <summary>Path of the rows that choose the epoch, or null.</summary>
    public string? Dev(QualityTask task) => task.Dev is null ? null : InFolder(task.Dev);

    /// <summary>Path of the rows that are scored.</summary>
    public string Test(QualityTask task) => InFolder(task.Test);

    /// <summary>Paths of every file that a task's runs depend on, the one that rows are drawn from among them.</summary>
    public IEnumerable<string> All(QualityTask task) => [.. Sources(task).Append(Train(task)).Distinct()];

    /// <summary>A file's name wherever the folder is: <c>mr/train.tsv</c>; of drawn rows <c>sst2-20000.tsv</c>.</summary>
    public string NameOf(string path)
    {
        var name = Path.GetRelativePath(folder, path);
        return name.StartsWith("..", StringComparison.Ordinal) ? Path.GetFileName(path) : name;
    }

    /// <summary>Whether a task's files are there.</summary>
    public bool Has(QualityTask task) => Missing(task) is null;

    /// <summary>Insists on a task's files.</summary>
    /// <exception cref="TaskGridException">One is missing.</exception>
    public void Require(QualityTask task)
    {
        if (Missing(task) is { } path)
            throw new TaskGridException(
                ErrorCodes.FileNotFound, $"{path} does not exist. Name the folder of the tasks with --tasks.");
    }

    /// <summary>Draws the rows of every task that wants fewer than its file has, and whose files are there.</summary>
    public void DrawAll()
    {
        foreach (var task in QualityTask.All.Where(Has))
        {
            if (task.TrainRows is not { } wanted) continue;
            Directory.CreateDirectory(scratch);
            var drawn = Train(task);
            File.WriteAllLines(drawn + ".new", Draw(File.ReadAllLines(InFolder(task.Train)), wanted));
            File.Move(drawn + ".new", drawn, overwrite: true);
        }
    }

    /// <summary>The header and a seeded draw without repetition, in the order of the file.</summary>
    /// <param name="lines">Header and rows.</param>
    /// <param name="wanted">How many rows, at most as many as there are.</param>
    public static IEnumerable<string> Draw(string[] lines, int wanted)
    {
        var rows = Enumerable.Range(1, lines.Length - 1).ToArray();
        new Random(DrawSeed).Shuffle(rows);
        return rows.Take(wanted).Order().Select(row => lines[row]).Prepend(lines[0]);
    }

    private IEnumerable<string> Sources(QualityTask task) =>
        new[] { task.Train, task.Dev, task.Test }.OfType<string>().Select(InFolder);

    private string? Missing(QualityTask task) => Sources(task).FirstOrDefault(path => !File.Exists(path));

    private string InFolder(string relative) => Path.Combine(folder, relative);
}
