using System.Globalization;
using System.Text;

namespace TaskGrid.Tests.Grid;

/// <summary>Small data and jobs.</summary>
internal static class GridData
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Labelled rows of which the first words tell the label.</summary>
    public static byte[] Rows(int count, int seed = 1)
    {
        var random = new Random(seed);
        string[] good = ["good", "great", "lovely", "fine"], bad = ["bad", "awful", "poor", "dull"];
        var text = new StringBuilder("text\tlabel\n");
        for (var i = 0; i < count; i++)
        {
            var words = i % 2 == 0 ? good : bad;
            text.Append(CultureInfo.InvariantCulture, $"a {words[random.Next(4)]} film , number {random.Next(100)}\t")
                .Append(i % 2 == 0 ? "pos" : "neg").Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Uploads rows.</summary>
    public static async Task<GridFile> UploadAsync(ITaskGrid grid, byte[] rows, string? key = null) =>
        await grid.Files.UploadAsync(new GridFileSpec("rows.tsv"), new MemoryStream(rows), key);

    /// <summary>A job of a second or so.</summary>
    public static JobSpec Job(string task, string file, int epochs = 1) =>
        new()
        {
            Train = new TrainSpec
            {
                Task = task,
                Base = SampleBases.Name,
                TrainFile = file,
                Structured = true,
                Epochs = epochs,
                BatchSize = 4,
                Threads = 1,
                Precision = "fp32",
            },
        };

    /// <summary>Submits and waits for the end.</summary>
    public static async Task<JobSnapshot> TrainAsync(ITaskGrid grid, string task, byte[] rows)
    {
        var file = await UploadAsync(grid, rows);
        var job = await grid.Jobs.SubmitAsync(Job(task, file.Id));
        return await EndAsync(grid, job.Id);
    }

    /// <summary>Waits for the end of a job, as long as it goes on.</summary>
    public static async Task<JobSnapshot> EndAsync(ITaskGrid grid, string id)
    {
        using var timeout = new CancellationTokenSource(Patience);
        await foreach (var _ in grid.Jobs.WatchAsync(id, 0, timeout.Token)) timeout.CancelAfter(Patience);

        return await grid.Jobs.GetAsync(id);
    }
}
