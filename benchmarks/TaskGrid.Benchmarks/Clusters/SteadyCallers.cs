#if TASKGRID_FULL
using System.Diagnostics;
using TaskGrid.Benchmarks.Output;

namespace TaskGrid.Benchmarks.Clusters;

/// <summary>Callers that ask without a pause, each one call after the other, until they are told to stop.</summary>
internal sealed class SteadyCallers
{
    private const int Count = 4;

    private readonly string _client;
    private readonly double[] _slowest = new double[Count];
    private readonly Task _done;
    private long _answered;
    private long _failed;

    /// <summary>Starts them.</summary>
    /// <param name="client">What the figures call their client.</param>
    /// <param name="grid">Their client.</param>
    /// <param name="stop">Stops them; calls that they have made are awaited.</param>
    public SteadyCallers(string client, ITaskGrid grid, CancellationToken stop)
    {
        _client = client;
        _done = Task.WhenAll(Enumerable.Range(0, Count).Select(
            caller => Task.Run(() => AskAsync(caller, grid, stop), CancellationToken.None)));
    }

    /// <summary>Calls that were answered.</summary>
    public long Answered => Interlocked.Read(ref _answered);

    /// <summary>Waits until they have stopped.</summary>
    public Task StoppedAsync() => _done;

    /// <summary>What they met.</summary>
    /// <param name="event">What happened meanwhile.</param>
    public IEnumerable<Figure> Figures(string @event) =>
    [
        new($"{@event}, {_client}: answers", Answered, "requests"),
        new($"{@event}, {_client}: failed requests", Interlocked.Read(ref _failed), "requests", Goal.AtMost(0)),
        new($"{@event}, {_client}: slowest answer", 1e3 * _slowest.Max(), "ms"),
    ];

    private async Task AskAsync(int caller, ITaskGrid grid, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var start = Stopwatch.GetTimestamp();
            try
            {
                await grid.PredictAsync(BenchmarkedStore.Request(), CancellationToken.None);
                Interlocked.Increment(ref _answered);
            }
            catch (Exception)
            {
                Interlocked.Increment(ref _failed);
            }

            _slowest[caller] = Math.Max(_slowest[caller], Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
    }
}
#endif
