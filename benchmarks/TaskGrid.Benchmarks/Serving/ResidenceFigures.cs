using System.Diagnostics;
using TaskGrid.Benchmarks.Machine;
using TaskGrid.Benchmarks.Measuring;
using TaskGrid.Benchmarks.Output;
using TaskGrid.Diffs;
using TaskGrid.Models;
using TaskGrid.Serving;

namespace TaskGrid.Benchmarks.Serving;

/// <summary>What a task takes in memory, beside an adapter of LoRA, and how long it takes from its file to being ready.</summary>
internal static class ResidenceFigures
{
    private const int Loads = 15;

    /// <summary>Measures.</summary>
    /// <param name="shape">The base's shape.</param>
    /// <param name="model">The base.</param>
    /// <param name="server">Where tasks are loaded.</param>
    /// <param name="cancellationToken">Stops between loads.</param>
    public static IEnumerable<Figure> Measure(
        BertShape shape, BaseModel model, TaskServer server, CancellationToken cancellationToken)
    {
        var diff = ServedTasks.Create(model, seed: 0);
        var path = Path.Combine(RepositoryFolder.Root, "artifacts", "bench", "serving", $"{shape.Name}.tgdiff");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using (var file = File.Create(path)) DiffFile.Write(file, diff, ValueFormat.Fp16);
        var seconds = new List<double>();
        ResidentTask? task = null;
        for (var load = -2; load < Loads; load++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var start = Stopwatch.GetTimestamp();
            using (var file = File.OpenRead(path)) task = server.Load(DiffFile.Read(file));
            if (load >= 0) seconds.Add(Stopwatch.GetElapsedTime(start).TotalSeconds); // The first ones compile.
        }

        var beside = (double)(task!.Bytes - task.HeadBytes) / task.Entries;
        // 6 bytes an entry, and a tenth of that for where rows begin.
        yield return new Figure($"{shape.Name}: a resident task, without its head", beside, "bytes/entry", Goal.AtMost(6.6));
        yield return new Figure($"{shape.Name}: a resident task", task.Bytes / 1e6, "MB");
        yield return new Figure($"{shape.Name}: a resident task's diff", (task.Bytes - task.HeadBytes) / 1e6, "MB");
        yield return new Figure($"{shape.Name}: a task's file, values in fp16", new FileInfo(path).Length / 1e6, "MB");
        foreach (var half in new[] { false, true })
        {
            yield return new Figure(
                $"{shape.Name}: A and B of LoRA ({LoraAdapter.Description}), {(half ? "bf16" : "fp32")}",
                LoraAdapter.Bytes(shape, half) / 1e6,
                "MB");
        }

        yield return new Figure(
            $"{shape.Name}: multiplications with A and B, of those with the layers' weights",
            100 * LoraAdapter.ShareOfProducts(shape),
            "%");
        yield return new Figure($"{shape.Name}: tasks in a GiB", (double)(1L << 30) / task.Bytes, "tasks");
        yield return new Figure(
            $"{shape.Name}: tasks in a GiB, over full copies in fp32", (double)(sizeof(float) * (long)model.Layout.Count) / task.Bytes, "x");
        yield return new Figure(
            $"{shape.Name}: from a file to ready, median", 1000 * Median.Of(seconds), "ms",
            shape == BertShape.Base ? Goal.AtMost(30) : null);
        yield return new Figure($"{shape.Name}: from a file to ready, best", 1000 * seconds.Min(), "ms");
    }
}
