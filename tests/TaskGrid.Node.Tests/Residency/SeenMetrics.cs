using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace TaskGrid.Node.Tests.Residency;

/// <summary>What meters of this process have said.</summary>
internal sealed class SeenMetrics : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<(string Name, double Value, KeyValuePair<string, object?>[] Tags)> _seen = new();
    private readonly ConcurrentDictionary<string, string?> _units = new(StringComparer.Ordinal);

    public SeenMetrics(params string[] meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (!meters.Contains(instrument.Meter.Name)) return;
            _units[instrument.Name] = instrument.Unit;
            listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => See(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => See(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => See(instrument, value, tags));
        _listener.Start();
    }

    public HashSet<string> TagNames => [.. _seen.SelectMany(each => each.Tags).Select(tag => tag.Key)];

    public IEnumerable<string> TagValues => _seen.SelectMany(each => each.Tags).Select(tag => tag.Value?.ToString() ?? "");

    public string? UnitOf(string instrument) => _units.GetValueOrDefault(instrument);

    /// <summary>The sum of an instrument's values under one tag's value.</summary>
    public double Sum(string instrument, string tag) =>
        _seen.Where(each => each.Name == instrument && each.Tags.Any(pair => Equals(pair.Value, tag))).Sum(each => each.Value);

    public void Dispose() => _listener.Dispose();

    private void See(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _seen.Enqueue((instrument.Name, value, tags.ToArray()));
}
