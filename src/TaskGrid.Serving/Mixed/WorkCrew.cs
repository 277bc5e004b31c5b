namespace TaskGrid.Serving.Mixed;

/// <summary>
/// Threads that wait for work and share it item by item; as many as libtorch uses, so that the two, which take turns,
/// never want more than the machine gives. Handing out work allocates nothing. One caller at a time.
/// </summary>
internal sealed class WorkCrew : IDisposable
{
    private readonly SemaphoreSlim _start = new(0);
    private readonly SemaphoreSlim _done = new(0);
    private readonly Thread[] _others;
    private IPanelWork? _work;
    private int _items;
    private int _next;
    private Exception? _failure;

    /// <summary>Starts the threads.</summary>
    /// <param name="threads">How many work, the caller's included.</param>
    public WorkCrew(int threads)
    {
        _others = new Thread[threads - 1];
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
        if (helpers > 0) _start.Release(helpers);
        Work(0);
        for (var h = 0; h < helpers; h++) _done.Wait();
        if (_failure is { } failure) throw new InvalidOperationException("A side product failed.", failure);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _work = null;
        if (_others.Length > 0) _start.Release(_others.Length);
        foreach (var thread in _others) thread.Join();
        _start.Dispose();
        _done.Dispose();
    }

    private void WaitAndWork(int worker)
    {
        while (true)
        {
            _start.Wait();
            if (_work is null) return;
            Work(worker);
            _done.Release();
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
