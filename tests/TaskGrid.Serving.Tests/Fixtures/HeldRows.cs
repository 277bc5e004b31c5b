using System.Collections;

namespace TaskGrid.Serving.Tests.Fixtures;

/// <summary>Rows that keep a server in the middle of a batch: it reads them once before its turn, and waits at the second time.
/// </summary>
internal sealed class HeldRows(ServingRow[] rows) : IReadOnlyList<ServingRow>, IDisposable
{
    private readonly TaskCompletionSource _began = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _let = new();
    private int _reads;

    public int Count => rows.Length;

    public ServingRow this[int index]
    {
        get
        {
            if (++_reads > rows.Length)
            {
                _began.TrySetResult();
                _let.Task.Wait();
            }

            return rows[index];
        }
    }

    /// <summary>Waits until the server is in its turn.</summary>
    public Task BeganAsync() => _began.Task.WaitAsync(TimeSpan.FromSeconds(30));

    /// <summary>Lets it go on.</summary>
    public void Let() => _let.TrySetResult();

    public IEnumerator<ServingRow> GetEnumerator() => ((IEnumerable<ServingRow>)rows).GetEnumerator();

    public void Dispose() => Let();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
