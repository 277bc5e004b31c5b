using System.Diagnostics.Metrics;

namespace TaskGrid.Tests.Clusters;

/// <summary>Counts requests that met their task in memory, and others, on all silos of this process, from
/// <c>taskgrid.answers.duration</c>.</summary>
internal sealed class CountedHits : IDisposable
{
    private readonly MeterListener _listener = new();
    private int _hits;
    private int _misses;

    /// <summary>Starts to count.</summary>
    public CountedHits()
    {
        _listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Name == "taskgrid.answers.duration") self.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<double>((_, _, tags, _) =>
        {
            foreach (var (name, value) in tags)
            {
                if (name == "resident") Interlocked.Increment(ref value is true ? ref _hits : ref _misses);
            }
        });
        _listener.Start();
    }

    /// <summary>Requests whose task was in memory.</summary>
    public int Hits => Volatile.Read(ref _hits);

    /// <summary>Requests whose task had to be loaded.</summary>
    public int Misses => Volatile.Read(ref _misses);

    /// <summary>All.</summary>
    public int Requests => Hits + Misses;

    public void Dispose() => _listener.Dispose();
}
