namespace TaskGrid.Serving.Tests.Batching;

/// <summary>Computes batches when it is let to: the logit of a text is its length.</summary>
internal sealed class HeldComputation : IDisposable
{
    private readonly SemaphoreSlim _began = new(0);
    private readonly ManualResetEventSlim _let = new();

    /// <summary>What was computed, in order.</summary>
    public List<List<ServingRow>> Batches { get; } = [];

    /// <summary>A task whose rows make the batch fail.</summary>
    public ResidentTask? Poison { get; set; }

    /// <summary>Waits until a batch has begun.</summary>
    public Task BeganAsync() => _began.WaitAsync().WaitAsync(TimeSpan.FromSeconds(30));

    /// <summary>Lets this and all later batches go on.</summary>
    public void LetAll() => _let.Set();

    public void Dispose()
    {
        _began.Dispose();
        _let.Dispose();
    }

    public float[][] Score(IReadOnlyList<ServingRow> rows)
    {
        Batches.Add([.. rows]);
        _began.Release();
        _let.Wait();
        if (rows.Any(row => row.Task == Poison)) throw new InvalidOperationException("poison");
        return [.. rows.Select(row => new[] { (float)row.Input.Ids.Length })];
    }
}
