namespace TaskGrid.Serving.Batching;

/// <summary>
/// Who is next: whoever has had least, in tokens; of equals who came first (start-time fair queuing, Goyal et al. 1996, with the clock of
/// weighted fair queuing: it goes on by what each of those who wait has had on average, so that who comes now stands behind who has
/// waited as long).
/// </summary>
internal sealed class FairTurns<T>
    where T : FairFlow
{
    private readonly PriorityQueue<T, (double Served, long Turn)> _flows = new();
    private double _clock;
    private long _turn;

    /// <summary>How many of them wait for something.</summary>
    public int Waiting { get; private set; }

    /// <summary>Lets somebody take turns from now on.</summary>
    public void Add(T flow)
    {
        flow.Served = _clock;
        _flows.Enqueue(flow, (flow.Served, _turn++));
    }

    /// <summary>Who is next, also when he waits for nothing any more.</summary>
    public bool TryPeek(out T flow) => _flows.TryPeek(out flow!, out _);

    /// <summary>Who is next takes turns no longer.</summary>
    public void Drop()
    {
        _flows.Dequeue();
        // Nobody is left who could be before or after another.
        if (_flows.Count == 0) _clock = 0;
    }

    /// <summary>Who is next gets so many of the tokens that he waits for.</summary>
    /// <param name="tokens">The tokens.</param>
    /// <param name="extra">What he pays beside them, in tokens.</param>
    public void Serve(int tokens, double extra = 0)
    {
        var flow = _flows.Peek();
        _clock = Math.Max(flow.Served, _clock + ((tokens + extra) / Waiting));
        flow.Served += tokens + extra;
        _flows.DequeueEnqueue(flow, (flow.Served, _turn++));
        Count(flow, -tokens);
    }

    /// <summary>Tokens more or fewer wait.</summary>
    public void Count(T flow, long tokens)
    {
        if (flow.WaitingTokens == 0) Waiting++;
        flow.WaitingTokens += tokens;
        if (flow.WaitingTokens == 0) Waiting--;
    }
}
