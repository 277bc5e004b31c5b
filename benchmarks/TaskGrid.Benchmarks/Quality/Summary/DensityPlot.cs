using System.Globalization;
using TaskGrid.Benchmarks.Output;

namespace TaskGrid.Benchmarks.Quality.Summary;

/// <summary>Draws how much of full fine-tuning's score structured diff pruning keeps, by density.</summary>
internal static class DensityPlot
{
    private const double Width = 720, Height = 420, Left = 60, Right = 590, Top = 50, Bottom = 360;
    private const double LowestDensity = 0.0008, HighestDensity = 0.0625;
    private const string Ink = "#1f2933", Faint = "#d5dbe1", GoalColour = "#2f855a", MeanColour = "#1f2933";

    private static readonly double LogRange = Math.Log(HighestDensity / LowestDensity);

    private static readonly string[] Colours = ["#2b6cb0", "#c05621", "#6b46c1", "#b83280", "#0d9488"];

    /// <summary>The drawing.</summary>
    /// <param name="curve">Full fine-tuning first, then densities.</param>
    /// <param name="wantedShare">The goal in percent.</param>
    public static string Draw(MethodComparison curve, double wantedShare)
    {
        var variants = curve.Variants.Skip(1).OrderBy(variant => variant.Density).ToList();
        var lines = curve.Tasks.Select((task, index) => new Curve(
            task,
            Colours[index % Colours.Length],
            [.. variants.Select(variant => curve.Share(task, variant))]))
            .Append(new Curve("mean", MeanColour, [.. variants.Select(curve.Share)]))
            .ToList();
        var lowest = Math.Min(95, Math.Floor(lines.Min(line => line.Shares.Min()) / 5) * 5);
        var highest = Math.Max(102, Math.Ceiling(lines.Max(line => line.Shares.Max())));
        double Y(double share) => Bottom - ((share - lowest) / (highest - lowest) * (Bottom - Top));

        var drawing = new SvgDrawing(Width, Height, "Share of full fine-tuning's test score by density of the diff");
        drawing.Text((15, 24), "Structured diff pruning: share of full fine-tuning's test score", Ink, bold: true);
        for (var share = lowest; share <= highest; share += 5)
        {
            drawing.Line((Left, Y(share)), (Right, Y(share)), Faint);
            drawing.Text((Left - 8, Y(share) + 4), $"{share:0} %", Ink, "end");
        }

        foreach (var variant in variants)
        {
            drawing.Line((X(variant), Bottom), (X(variant), Bottom + 5), Ink);
            drawing.Text((X(variant), Bottom + 20), Density(variant), Ink, "middle");
        }

        drawing.Line((Left, Bottom), (Right, Bottom), Ink);
        var middle = (Left + Right) / 2;
        drawing.Text((middle, Bottom + 44), "density: share of parameters that the diff changes", Ink, "middle");
        drawing.Line((Left, Y(wantedShare)), (Right, Y(wantedShare)), GoalColour, 1.5, "6 4");
        drawing.Text((Left + 4, Y(wantedShare) - 5), $"goal at 0.5 %: {wantedShare:0} %", GoalColour);
        DrawCurves(drawing, lines, [.. variants.Select(X)], Y);
        return drawing.ToString();
    }

    private static void DrawCurves(SvgDrawing drawing, List<Curve> lines, double[] x, Func<double, double> y)
    {
        foreach (var line in lines)
        {
            var width = line.Label == "mean" ? 3 : 1.5;
            drawing.Curve([.. x.Zip(line.Shares, (at, share) => (at, y(share)))], line.Colour, width);
        }

        // Labels stand at the end of their lines, pushed apart where lines end close together.
        var free = double.NegativeInfinity;
        foreach (var line in lines.OrderBy(line => y(line.Shares[^1])))
        {
            var at = Math.Max(y(line.Shares[^1]) + 4, free);
            free = at + 16;
            var text = string.Create(CultureInfo.InvariantCulture, $"{line.Label} {line.Shares[^1]:0.0} %");
            drawing.Text((x[^1] + 12, at), text, line.Colour, bold: line.Label == "mean");
        }
    }

    private static double X(MethodVariant variant) =>
        Left + (Math.Log(variant.Density!.Value / LowestDensity) / LogRange * (Right - Left));

    private static string Density(MethodVariant variant) =>
        string.Create(CultureInfo.InvariantCulture, $"{100 * variant.Density:0.##} %");

    private sealed record Curve(string Label, string Colour, double[] Shares);
}
