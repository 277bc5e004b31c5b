using TaskGrid.Tests;

namespace TaskGrid.Cluster.Tests.Routing;

/// <summary>
/// Silos that answer one request after the other, each with a processor of its own, and refuse what would wait for too long; one router,
/// with the settings that it has by default.
/// </summary>
internal sealed class SlowSilos
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan MaxQueueTime = TimeSpan.FromSeconds(10);
    private static readonly ulong Task = TaskKey.Of("t", "task");

    private readonly ManualTime _time = new();
    private readonly ClusterView _view = new();
    private readonly RequestRouter _router;
    private readonly double _secondsOfARequest;
    private readonly bool _areWaitsReported;
    private readonly Dictionary<string, SlowSilo> _silos;
    private int _steps;
    private double _due;

    /// <summary>Makes them.</summary>
    /// <param name="count">How many.</param>
    /// <param name="answersPerSecond">What each can answer.</param>
    /// <param name="areWaitsReported">Whether they tell what waits.</param>
    public SlowSilos(int count, double answersPerSecond, bool areWaitsReported = true)
    {
        _router = new RequestRouter("here", _view, new RoutingOptions(), _time);
        (_secondsOfARequest, _areWaitsReported) = (1 / answersPerSecond, areWaitsReported);
        _silos = Silos.Many(count).ToDictionary(silo => silo.Silo, silo => new SlowSilo(silo));
        Report();
    }

    /// <summary>Requests that were refused, on whatever silos they were.</summary>
    public int Refused { get; private set; }

    /// <summary>Tries that met a silo that was too busy.</summary>
    public int Busy { get; private set; }

    /// <summary>Silos that answered in the last second.</summary>
    public int Used => _silos.Values.Count(silo => silo.UsedAt > _steps - 100);

    /// <summary>Work that waits on the busiest silo.</summary>
    public double WaitingSeconds => _silos.Values.Max(silo => silo.WaitingSeconds);

    /// <summary>Asks for one task, whether answers come or not.</summary>
    /// <param name="perSecond">How often.</param>
    /// <param name="seconds">For how long.</param>
    public void Ask(double perSecond, int seconds)
    {
        for (var end = _steps + (100 * seconds); _steps < end; _steps++)
        {
            _time.Advance(Step);
            foreach (var silo in _silos.Values)
            {
                silo.WaitingSeconds = Math.Max(0, silo.WaitingSeconds - Step.TotalSeconds);
                for (; silo.Requests * _secondsOfARequest > silo.WaitingSeconds + _secondsOfARequest; silo.Requests--)
                    _router.End(silo.Report.Silo);
            }

            if (_steps % 100 == 0) Report();
            for (_due += perSecond * Step.TotalSeconds; _due >= 1; _due--) Ask();
        }
    }

    private void Ask()
    {
        var request = new RoutedRequest(_router, Task, "task");
        while (request.Next() is { } route)
        {
            if (route.Warm is { } wanted)
            {
                _silos[wanted].IsResident = true;
                _router.Warmed(Task, wanted);
            }

            var silo = _silos[route.Silo];
            if (silo.WaitingSeconds < MaxQueueTime.TotalSeconds)
            {
                (silo.IsResident, silo.UsedAt) = (true, _steps);
                silo.WaitingSeconds += _secondsOfARequest;
                silo.Requests++; // it ends when its turn has come
                request.Answered();
                return;
            }

            Busy++;
            var goesOn = request.Failed(new TaskGridException(ErrorCodes.ServerBusy, "The test wants it."));
            request.End();
            if (!goesOn) break;
        }

        Refused++;
    }

    private void Report() => _view.Put(_silos.Values.Select(silo => silo.Report with
    {
        Resident = silo.IsResident ? [Task] : [],
        WaitingSeconds = _areWaitsReported ? silo.WaitingSeconds : 0,
    }));

    private sealed class SlowSilo(SiloReport report)
    {
        public SiloReport Report => report;

        public bool IsResident { get; set; }

        public double WaitingSeconds { get; set; }

        public int Requests { get; set; }

        public int UsedAt { get; set; } = int.MinValue / 2;
    }
}
