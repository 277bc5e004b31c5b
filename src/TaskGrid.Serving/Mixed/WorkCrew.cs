namespace TaskGrid.Serving.Mixed;

/// <summary>
/// Threads that wait for work and share it item by item; as many as libtorch uses, so that the two, which take turns,
/// never want more than the machine gives. Handing out work allocates nothing. One caller at a time.
/// </summary>
internal sealed class WorkCrew : IDisposable
{
    // Events of the system: the lighter ones allocate when they have to block.
    private readonly AutoResetEvent _done = new(false);
    private readonly AutoResetEvent[] _starts;
    private readonly Thread[] _others;
    private IPanelWork? _work;
    private int _items;
    private int _next;
    private int _helping;
    private Exception? _failure;

    /// <summary>Starts the threads.</summary>
    /// <param name="threads">How many work, the caller's included.</param>
    public WorkCrew(int threads)
    {
        _others = new Thread[threads - 1];
        _starts = [.. _others.Select(_ => new AutoResetEvent(false))];
        for (var t = 0; t < _others.Length; t++)
        {
            var worker = t + 1;
            _others[t] = new Thread(() => WaitAndWork(worker)) { IsBackground = true, Name = $"serving {worker}" };
            _others[t].Start();
        }
    }

    /// <summary>How many work.</summary>
    public int Threads => _others.Length + 1;

    /// <summary>Does all items and returns when they are done.</summary>
    /// <param name="items">How many.</param>
    /// <param name="work">What to do with each.</param>
    public void Run(int items, IPanelWork work)
    {
        (_work, _items, _next, _failure) = (work, items, 0, null);
        var helpers = Math.Min(_others.Length, items - 1);
        _helping = helpers;
        for (var h = 0; h < helpers; h++) _starts[h].Set();
        Work(0);
        if (helpers > 0) _done.WaitOne();
        if (_failure is { } failure) throw new InvalidOperationException("A side product failed.", failure);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _work = null;
        foreach (var start in _starts) start.Set();
        foreach (var thread in _others) thread.Join();
        foreach (var start in _starts) start.Dispose();
        _done.Dispose();
    }

    private void WaitAndWork(int worker)
    {
        while (true)
        {
            _starts[worker - 1].WaitOne();
            if (_work is null) return;
            Work(worker);
            if (Interlocked.Decrement(ref _helping) == 0) _done.Set();
        }
    }

    private void Work(int worker)
    {
        try
        {
            for (int item; (item = Interlocked.Increment(ref _next) - 1) < _items;) _work!.Do(item, worker);
        }
        catch (Exception exception)
        {
            // The caller throws it; on another thread it would end the process.
            _failure = exception;
        }
    }
}
