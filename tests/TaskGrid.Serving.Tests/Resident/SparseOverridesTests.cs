using TaskGrid.Diffs;
using TaskGrid.Models;
using TaskGrid.Serving.Resident;
using TaskGrid.Serving.Tests.Fixtures;

namespace TaskGrid.Serving.Tests.Resident;

public sealed class SparseOverridesTests
{
    [Theory]
    [InlineData("bert")]
    [InlineData("distilbert")]
    [InlineData("electra")]
    public void Visit_AnyDiff_GivesEveryEntryOnce(string architecture)
    {
        using var served = new ServedBase(architecture, seed: 3);
        using var weights = new EncoderWeights(served.Model.Config, served.Model.Layout, served.Model.Parameters);
        var parts = EncoderParts.Of(weights);
        for (var n = 0; n < 20; n++)
        {
            var diff = served.AnyTask().Diff;
            AssertEntries(diff, OverridesBuilder.Build(parts, diff));
        }
    }

    [Fact]
    public void Bytes_HalfAPercent_AreSixAnEntryAndAFewARow()
    {
        using var served = new ServedBase("tg-mini");
        using var weights = new EncoderWeights(served.Model.Config, served.Model.Layout, served.Model.Parameters);
        var parts = EncoderParts.Of(weights);
        var diff = served.Task(0.005).Diff;
        var rows = parts.Linears.Sum(linear => linear.Rows) + ((parts.TableRows + diff.Count) / 4.0);
        var overrides = OverridesBuilder.Build(parts, diff);
        Assert.InRange(overrides.Bytes, 6 * diff.Count, Math.Min((6 * diff.Count) + rows + 4096, 6.6 * diff.Count));
        AssertEntries(diff, overrides);
    }

    [Theory]
    [InlineData(1, 3, 1.0)]
    [InlineData(31, 5, 0.3)]
    [InlineData(33, 200, 1.0)]
    [InlineData(700, 16, 0.02)]
    [InlineData(700, 16, 0.9)]
    [InlineData(64, 64, 0.0)]
    public void TableRows_AnyEntries_AreFoundByRow(int rows, int width, double density)
    {
        var random = new Random(5);
        var all = rows * width;
        int[] indices = [.. Enumerable.Range(0, all).Where(_ => random.NextDouble() < density)];
        var tables = new TableRows(indices, rows, width);
        for (var row = 0; row < rows; row++)
        {
            var (start, end) = tables[row];
            Assert.Equal(indices.Count(index => index < row * width), start);
            Assert.Equal(indices.Count(index => index < (row + 1) * width), end);
        }
    }

    private static void AssertEntries(SparseDiff diff, SparseOverrides overrides)
    {
        var seen = new Recorder([]);
        overrides.Visit(ref seen);
        var expected = diff.Indices.Zip(diff.Values).Where(entry => entry.Second != 0);
        Assert.Equal(expected, seen.Entries.Where(entry => entry.Delta != 0).OrderBy(entry => entry.Index));
    }

    private readonly struct Recorder(List<(int Index, float Delta)> entries) : IEntryVisitor
    {
        public List<(int Index, float Delta)> Entries => entries;

        public void Entry(int index, float delta) => entries.Add((index, delta));
    }
}
