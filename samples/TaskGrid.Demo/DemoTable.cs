using System.Globalization;
using Spectre.Console;

namespace TaskGrid.Demo;

/// <summary>What the tasks reach and what they cost.</summary>
internal static class DemoTable
{
    private const int BytesPerParameter = sizeof(float);

    public static void Write(IAnsiConsole console, BaseInfo info, IReadOnlyList<DemoResult> results)
    {
        var copy = (long)info.Parameters * BytesPerParameter;
        var table = new Table().Border(TableBorder.Simple);
        foreach (var heading in new[]
        {
            "task", "metric", "constant", "full", "diff", "of full", "nonzeros", "file", "copy/file",
        })
        {
            table.AddColumn(new TableColumn(heading).NoWrap());
        }

        foreach (var result in results)
        {
            var (sparse, full) = (result.SparseTest.Value, result.FullTest.Value);
            table.AddRow(
                result.Task,
                result.SparseTest.Metric,
                Number(result.Constant, "0.000"),
                Number(full, "0.000"),
                Number(sparse, "0.000"),
                full > 0 ? Number(100 * sparse / full, "0.0") + " %" : "–",
                Number(result.Sparse.Nonzeros, "N0"),
                Number(result.Sparse.FileBytes / 1024.0, "0.0") + " KiB",
                Number((double)copy / result.Sparse.FileBytes, "0") + " ×");
        }

        console.WriteLine();
        console.Write(table);
        console.WriteLine(
            $"Scores on test rows: a constant guess, full fine-tuning, and the diff, which changes "
            + $"{Number(100 * results[0].Sparse.Density, "0.00")} % of the weights.");
        console.WriteLine(
            $"A full copy of the base is {Number(copy / 1048576.0, "0.0")} MiB (fp32); {results.Count} tasks together are "
            + $"{Number(results.Sum(result => result.Sparse.FileBytes) / 1024.0, "0")} KiB of diffs, heads included.");
    }

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
