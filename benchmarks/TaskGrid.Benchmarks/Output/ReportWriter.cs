using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Spectre.Console;

namespace TaskGrid.Benchmarks.Output;

/// <summary>Prints a report: a table, a Markdown table where there is no terminal, or JSON.</summary>
internal static class ReportWriter
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        // A goal reads "<= 1", not "\u003C= 1"; the output goes to no web page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Prints a report to stdout; with JSON, what failed to stderr.</summary>
    public static void Write(BenchmarkReport report, bool json)
    {
        if (json) WriteJson(report, Console.Out, Console.Error);
        else WriteTable(report, AnsiConsole.Console);
    }

    /// <summary>Prints the JSON, and elsewhere what failed, which is no part of it.</summary>
    public static void WriteJson(BenchmarkReport report, TextWriter output, TextWriter errors)
    {
        output.WriteLine(Json(report));
        foreach (var failure in report.Failures) errors.WriteLine($"Failed: {failure}");
    }

    /// <summary>The report as one JSON object: machine, commit and figures.</summary>
    public static string Json(BenchmarkReport report) =>
        JsonSerializer.Serialize(
            new
            {
                report.Machine,
                report.Commit,
                Figures = report.Figures.Select(figure => new
                {
                    figure.Name,
                    Value = double.IsFinite(figure.Value) ? figure.Value : (double?)null,
                    figure.Unit,
                    Goal = figure.Goal?.Text,
                    figure.Met,
                }),
            },
            Indented);

    /// <summary>Prints the table.</summary>
    public static void WriteTable(BenchmarkReport report, IAnsiConsole console)
    {
        var terminal = console.Profile.Out.IsTerminal;
        if (!terminal) console.Profile.Width = 1000; // A pipe does not wrap.
        var table = new Table().Border(terminal ? TableBorder.Rounded : TableBorder.Markdown);
        table.AddColumns(
            new TableColumn(report.Name),
            new TableColumn("value").RightAligned(),
            new TableColumn("unit"),
            new TableColumn("goal"),
            new TableColumn("met"));
        foreach (var figure in report.Figures)
        {
            table.AddRow(
                Markup.Escape(figure.Name),
                Number(figure.Value),
                Markup.Escape(figure.Unit),
                Markup.Escape(figure.Goal?.Text ?? ""),
                Met(figure.Met, coloured: terminal));
        }

        console.Write(table);
        console.WriteLine($"Machine: {report.Machine}");
        console.WriteLine($"Commit: {report.Commit}");
        foreach (var note in report.Notes) console.WriteLine(note);
        foreach (var failure in report.Failures) console.WriteLine($"Failed: {failure}");
    }

    private static string Met(bool? met, bool coloured) => (met, coloured) switch
    {
        (null, _) => "",
        (true, true) => "[green]yes[/]",
        (false, true) => "[red]no[/]",
        _ => met.Value ? "yes" : "no",
    };

    /// <summary>Four significant digits, without an exponent.</summary>
    public static string Number(double value)
    {
        if (!double.IsFinite(value)) return "-";
        var isWhole = value == Math.Round(value) && Math.Abs(value) < 1e15;
        if (isWhole) return value.ToString("N0", CultureInfo.InvariantCulture);
        var decimals = Math.Clamp(3 - (int)Math.Floor(Math.Log10(Math.Abs(value))), 0, 9);
        return value.ToString($"N{decimals}", CultureInfo.InvariantCulture);
    }
}
