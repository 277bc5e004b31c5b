using System.Text.Json;
using TaskGrid.Benchmarks.Output;

namespace TaskGrid.Benchmarks.Tests.Output;

public sealed class ReportWriterTests
{
    private static readonly BenchmarkReport Report = new()
    {
        Name = "step",
        Machine = "a machine",
        Commit = "abcdef",
        Figures =
        [
            new Figure("ratio", 0.97, "x", Goal.AtMost(1)),
            new Figure("share", 96.5, "%", Goal.AtLeast(97)),
            new Figure("time", 12.5, "ms"),
        ],
    };

    [Fact]
    public void Json_Report_HasTheDocumentedFields()
    {
        var root = JsonDocument.Parse(ReportWriter.Json(Report)).RootElement;

        Assert.Equal("a machine", root.GetProperty("machine").GetString());
        Assert.Equal("abcdef", root.GetProperty("commit").GetString());
        var figures = root.GetProperty("figures").EnumerateArray().ToList();
        Assert.Equal("ratio", figures[0].GetProperty("name").GetString());
        Assert.Equal(0.97, figures[0].GetProperty("value").GetDouble());
        Assert.Equal("x", figures[0].GetProperty("unit").GetString());
        Assert.Equal("<= 1", figures[0].GetProperty("goal").GetString());
        Assert.True(figures[0].GetProperty("met").GetBoolean());
        Assert.False(figures[1].GetProperty("met").GetBoolean());
        Assert.Equal(JsonValueKind.Null, figures[2].GetProperty("goal").ValueKind);
        Assert.Equal(JsonValueKind.Null, figures[2].GetProperty("met").ValueKind);
    }

    [Fact]
    public void WriteJson_Failures_GoToTheErrors()
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();

        ReportWriter.WriteJson(Report with { Failures = ["no disk"] }, output, errors);

        Assert.Equal("a machine", JsonDocument.Parse(output.ToString()).RootElement.GetProperty("machine").GetString());
        Assert.Equal("Failed: no disk" + Environment.NewLine, errors.ToString());
    }

    [Fact]
    public void WriteTable_NoTerminal_IsMarkdownWithoutColours()
    {
        var text = new StringWriter();
        var console = Spectre.Console.AnsiConsole.Create(new Spectre.Console.AnsiConsoleSettings
        {
            Out = new Spectre.Console.AnsiConsoleOutput(text),
        });

        ReportWriter.WriteTable(Report, console);

        Assert.Contains("| ratio | 0.9700 | x    | <= 1  | yes |", text.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain('\e', text.ToString());
        Assert.Contains("Machine: a machine", text.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.000123456, "0.0001235")]
    [InlineData(-0.97123, "-0.9712")]
    [InlineData(12.3456, "12.35")]
    [InlineData(1234.56, "1,235")]
    [InlineData(109482240, "109,482,240")]
    [InlineData(double.NaN, "-")]
    public void Number_AnySize_ShowsFourDigits(double value, string text) =>
        Assert.Equal(text, ReportWriter.Number(value));
}
