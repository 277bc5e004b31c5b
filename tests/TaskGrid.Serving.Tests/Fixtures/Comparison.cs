using TaskGrid.Diffs;

namespace TaskGrid.Serving.Tests.Fixtures;

/// <summary>Answers of a server against those of merged models.</summary>
internal static class Comparison
{
    /// <summary>Relative to logits above 1, which fp32 itself rounds.</summary>
    public const double Tolerance = 1e-5;

    /// <summary>Scores random rows of some tasks at once.</summary>
    public static void OfModes(
        ServedBase served, TaskDiff[] diffs, ServingMode? mode, int threads, int count, bool tensors = false)
    {
        using var server = new TaskServer(
            served.Model, new ServingOptions { Mode = mode, Threads = threads, TensorProducts = tensors });
        OfServer(served, server, diffs, count, Tolerance);
    }

    /// <summary>The same for a server.</summary>
    public static void OfServer(ServedBase served, TaskServer server, TaskDiff[] diffs, int count, double tolerance)
    {
        ResidentTask[] tasks = [.. diffs.Select(server.Load)];
        var rows = served.Rows(count, diffs.Length);
        var logits = server.Score([.. rows.Select(row => new ServingRow(tasks[row.Task], row.Input))]);
        for (var r = 0; r < rows.Count; r++)
            Close(served.Reference(diffs[rows[r].Task], rows[r].Input), logits[r], tolerance);
    }

    /// <summary>Compares logits.</summary>
    public static void Close(float[] expected, float[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var l = 0; l < expected.Length; l++)
            Assert.Equal(expected[l], actual[l], tolerance * Math.Max(1, Math.Abs(expected[l])));
    }
}
