using TaskGrid.Benchmarks.Output;
using TaskGrid.Diffs;

namespace TaskGrid.Benchmarks.Bytes;

/// <summary>Real diffs: how far their positions are from the bound of random ones, and their bytes.</summary>
internal static class StoredFigures
{
    /// <summary>Measures every sparse diff in a folder and the folders below it.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="TaskGridException">A diff file is damaged.</exception>
    public static IEnumerable<Figure> Measure(string folder)
    {
        var groups = Directory.EnumerateFiles(folder, "*.tgdiff", SearchOption.AllDirectories).Order()
            .Select(file => DiffFile.Open(new MemoryStream(File.ReadAllBytes(file))).Info)
            .Where(info => info.Entries > 0 && info.Entries < info.Parameters)
            .GroupBy(info => Math.Round(100 * info.Density, 2))
            .OrderBy(group => group.Key);
        foreach (var group in groups)
        {
            var label = FormattableString.Invariant($"real diffs of {group.Key:0.##} %, mean of {group.Count()}");
            yield return new Figure($"{label}: bits per position", group.Average(info => info.BitsPerPosition), "bits");
            yield return new Figure(
                $"{label}: bits over the bound of random masks",
                group.Average(info => info.BitsPerPosition / info.EntropyBitsPerPosition),
                "x");
            yield return new Figure(
                $"{label}: positions and values, share of fp32 + int32",
                100 * group.Average(info =>
                    (info.PositionBytes + info.ValueBytes) / ((double)FileFigures.PlainBytesPerEntry * info.Entries)),
                "%");
            yield return new Figure($"{label}: whole file", group.Average(info => info.FileBytes / 1e3), "kB");
        }
    }
}
