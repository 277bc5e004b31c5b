using System.Diagnostics.Metrics;
using TaskGrid.Models;

namespace TaskGrid.Serving.Modes;

/// <summary>Multiplications of a server's forward passes so far. Guarded by the server.</summary>
/// <param name="name">The base's name, for metrics.</param>
internal sealed class PassCounts(string name)
{
    private static readonly Meter Meter = new("TaskGrid.Serving");

    private static readonly Histogram<double> Shares = Meter.CreateHistogram<double>(
        "taskgrid.serving.pass.padding", "1", "The share of a forward pass's multiplications that padding took.");

    private readonly KeyValuePair<string, object?> _base = new("taskgrid.base", name);
    private long _all;
    private long _padding;

    /// <summary>The share of padding among them.</summary>
    public double Padding => _all == 0 ? 0 : (double)_padding / _all;

    /// <summary>Counts one layer of a pass; they are alike.</summary>
    /// <param name="batch">The texts, packed: products have no padding, attention may.</param>
    /// <param name="config">The encoder.</param>
    public void Add(TokenBatch batch, EncoderConfig config)
    {
        var needed = 0L;
        for (var row = 0; row < batch.Rows; row++)
        {
            long length = batch.StartOf(row + 1) - batch.StartOf(row);
            needed += length * length;
        }

        long width = config.HiddenSize;
        var products = batch.FlatIds.Length * ((4 * width * width) + (2 * width * config.IntermediateSize));
        var (all, padding) = (products + (2 * width * batch.AttendedPairs), 2 * width * (batch.AttendedPairs - needed));
        _all += all;
        _padding += padding;
        Shares.Record((double)padding / all, _base);
    }
}
