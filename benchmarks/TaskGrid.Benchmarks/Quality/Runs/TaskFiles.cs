using TaskGrid.Benchmarks.Quality.Plan;

namespace TaskGrid.Benchmarks.Quality.Runs;

/// <summary>Finds the files of tasks, and draws rows where a task wants fewer than its file has.</summary>
/// <param name="folder">The folder of all tasks.</param>
/// <param name="scratch">Where drawn rows are written.</param>
internal sealed class TaskFiles(string folder, string scratch)
{
    // Every run on a task sees the same rows, whatever its own seed.
    private const int DrawSeed = 20_000;

    /// <summary>Path of the training rows.</summary>
    /// <exception cref="TaskGridException">The file is missing.</exception>
    public string Train(QualityTask task)
    {
        var all = Existing(task.Train);
        if (task.TrainRows is not { } wanted) return all;
        var drawn = Path.Combine(scratch, $"{task.Name}-{wanted}.tsv");
        if (File.Exists(drawn)) return drawn;
        Directory.CreateDirectory(scratch);
        File.WriteAllLines(drawn + ".new", Draw(File.ReadAllLines(all), wanted));
        File.Move(drawn + ".new", drawn, overwrite: true);
        return drawn;
    }

    /// <summary>Path of the rows that choose the epoch, or null.</summary>
    public string? Dev(QualityTask task) => task.Dev is null ? null : Existing(task.Dev);

    /// <summary>Path of the rows that are scored.</summary>
    public string Test(QualityTask task) => Existing(task.Test);

    /// <summary>The header and a seeded draw without repetition, in the order of the file.</summary>
    /// <param name="lines">Header and rows.</param>
    /// <param name="wanted">How many rows, at most as many as there are.</param>
    public static IEnumerable<string> Draw(string[] lines, int wanted)
    {
        var rows = Enumerable.Range(1, lines.Length - 1).ToArray();
        new Random(DrawSeed).Shuffle(rows);
        return rows.Take(wanted).Order().Select(row => lines[row]).Prepend(lines[0]);
    }

    private string Existing(string relative)
    {
        var path = Path.Combine(folder, relative);
        return File.Exists(path)
            ? path
            : throw new TaskGridException(
                ErrorCodes.FileNotFound, $"{path} does not exist. Name the folder of the tasks with --tasks.");
    }
}
