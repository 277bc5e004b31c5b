using TaskGrid.Benchmarks.Measuring;
using TaskGrid.Benchmarks.Output;
using TaskGrid.Diffs;

namespace TaskGrid.Benchmarks.Bytes;

/// <summary>Whole diff files over a random mask of 0.5 %: bytes by value format, and how fast they are made.</summary>
internal static class FileFigures
{
    private const double FileDensity = 0.005;

    /// <summary>An fp32 value and an int32 flat index.</summary>
    public const int PlainBytesPerEntry = sizeof(float) + sizeof(int);

    /// <summary>Measures selection, writing and reading.</summary>
    /// <param name="layout">The layout of the base.</param>
    /// <param name="progress">Where to say how far it is.</param>
    /// <param name="cancellationToken">Stops between measurements.</param>
    public static IEnumerable<Figure> Measure(
        ParameterLayout layout, ProgressLine progress, CancellationToken cancellationToken)
    {
        progress.Update("whole files");
        var random = new Random(2);
        var indices = RandomMask.Draw(Density.Entries(FileDensity, layout.Count), layout.Count, seed: 2);
        // The size of learned differences; their distribution decides nothing but the int8 scales.
        var values = Array.ConvertAll(indices, _ => (random.NextSingle() - 0.5f) * 0.01f);
        var task = new TaskDiff
        {
            Diff = new SparseDiff(layout, indices, values),
            Base = Fingerprint.FromHash(new byte[32]),
            Head = new TaskHead
            {
                Tensors =
                [
                    new HeadTensor { Name = "weight", Shape = [2, 768], Values = new float[2 * 768] },
                    new HeadTensor { Name = "bias", Shape = [2], Values = new float[2] },
                ],
            },
            Task = new TaskDefinition { Kind = TaskKind.Classification, Metric = "accuracy", Labels = ["0", "1"] },
        };
        var plain = (double)PlainBytesPerEntry * indices.Length;
        foreach (var format in Enum.GetValues<ValueFormat>())
        {
            var label = $"file at 0.5%, {format.Name()}";
            var file = Write(task, format);
            yield return new Figure(label, file.Length / 1e6, "MB");
            yield return new Figure($"{label}: share of fp32 + int32", 100 * file.Length / plain, "%");
            var write = Pace.Seconds(() => Write(task, format), cancellationToken);
            yield return new Figure($"{label}: written", indices.Length / write / 1e6, "M entries/s");
            var read = Pace.Seconds(() => DiffFile.Read(file), cancellationToken);
            yield return new Figure($"{label}: read and checked", indices.Length / read / 1e6, "M entries/s");
        }

        progress.Update("selection");
        var scores = new float[layout.Count];
        for (var i = 0; i < scores.Length; i++) scores[i] = random.NextSingle() - 0.5f;
        var select = Pace.Seconds(() => TopK.Select(scores, indices.Length), cancellationToken);
        yield return new Figure("selection of the largest 0.5%", scores.Length / select / 1e6, "M parameters/s");
    }

    private static byte[] Write(TaskDiff task, ValueFormat format)
    {
        using var stream = new MemoryStream();
        DiffFile.Write(stream, task, format);
        return stream.ToArray();
    }
}
