using TaskGrid.Benchmarks.Quality.Runs;

namespace TaskGrid.Benchmarks.Quality.Summary;

/// <summary>Tables and plot as files, for the README and the docs to show.</summary>
/// <param name="folder">Their folder.</param>
internal sealed class QualityPages(string folder)
{
    /// <summary>The tables.</summary>
    public string Tables => Path.Combine(folder, "quality.md");

    /// <summary>The plot.</summary>
    public string Plot => Path.Combine(folder, "quality.svg");

    /// <summary>Writes both; the plot only when there is a curve.</summary>
    /// <param name="summary">What to show.</param>
    /// <param name="data">The tasks' files.</param>
    /// <param name="machine">Where it was summed up.</param>
    public void Write(QualitySummary summary, IReadOnlyCollection<FileDigest> data, string machine)
    {
        File.WriteAllText(Tables, QualityTables.Markdown(summary, data, machine));
        if (summary.HasCurve)
            File.WriteAllText(Plot, DensityPlot.Draw(summary.Curve, QualitySummary.WantedShare));
    }
}
