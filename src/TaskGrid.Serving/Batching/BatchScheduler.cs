using System.Diagnostics;
using TaskGrid.Models;

namespace TaskGrid.Serving.Batching;

/// <summary>
/// Continuous batching: whatever waits when a batch ends is the next one, up to a number of tokens. One thread of its own
/// computes; callers wait for their texts alone.
/// </summary>
internal sealed class BatchScheduler : IDisposable
{
    // How much the last batch counts in the speed that is expected of the next ones.
    private const double Newest = 0.2;

    // Batches that do not wait, after one that has waited in vain.
    private const int MostHasty = 8;

    private static readonly TimeSpan LeastRetryAfter = TimeSpan.FromSeconds(1);

    private readonly object _gate = new();
    private readonly FairRequests _requests = new();
    private readonly List<BatchRow> _batch = [];
    private readonly List<ServingRow> _rows = [];
    private readonly Func<IReadOnlyList<ServingRow>, float[][]> _score;
    private readonly BatchingOptions _options;
    private readonly BatchInstruments _instruments;
    private readonly int _mostTokens;
    private readonly Thread _thread;
    private double _tokenSeconds;
    private double _charged;
    private int _answered;
    private int _waited;
    private int _left;
    private double _came;
    private double _cameSeconds;
    private int _hasty;
    private long _batches;
    private long _texts;
    private long _tokens;
    private double _queuedSeconds;
    private long _refused;
    private long _cancelled;
    private bool _isStopping;

    /// <summary>Begins to work.</summary>
    /// <param name="score">Logits of each row of a batch; called by one thread.</param>
    /// <param name="options">Settings.</param>
    /// <param name="mostTokens">Tokens of a batch.</param>
    /// <param name="tokenSeconds">Seconds that a token is expected to take, until batches have shown it.</param>
    /// <param name="name">What is served, for metrics.</param>
    public BatchScheduler(
        Func<IReadOnlyList<ServingRow>, float[][]> score,
        BatchingOptions options,
        int mostTokens,
        double tokenSeconds,
        string name)
    {
        (_score, _options, _mostTokens, _tokenSeconds) = (score, options, mostTokens, tokenSeconds);
        _instruments = new BatchInstruments(name);
        _thread = new Thread(Work) { IsBackground = true, Name = $"batches {name}" };
        _thread.Start();
    }

    /// <summary>What was done, and what waits.</summary>
    public BatchingStatus Status
    {
        get
        {
            lock (_gate)
            {
                return new BatchingStatus
                {
                    MaxTokens = _mostTokens,
                    WaitingTexts = _requests.Texts,
                    WaitingSeconds = _requests.Tokens * _tokenSeconds,
                    Batches = _batches,
                    Texts = _texts,
                    Tokens = _tokens,
                    QueuedSeconds = _queuedSeconds,
                    Refused = _refused,
                    Cancelled = _cancelled,
                };
            }
        }
    }

    /// <summary>Logits of texts of one task.</summary>
    /// <param name="tenant">Who asks; tenants take turns.</param>
    /// <param name="task">The task.</param>
    /// <param name="inputs">The texts.</param>
    /// <param name="cancellationToken">Takes what waits out of the queue.</param>
    /// <returns>Each text's logits [L].</returns>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.ServerBusy"/>.</exception>
    /// <exception cref="ObjectDisposedException">It has ended.</exception>
    public Task<float[][]> ScoreAsync(
        string tenant, ResidentTask task, IReadOnlyList<EncodedInput> inputs, CancellationToken cancellationToken)
    {
        if (inputs.Count == 0) return Task.FromResult<float[][]>([]);
        if (cancellationToken.IsCancellationRequested) return Task.FromCanceled<float[][]>(cancellationToken);
        var request = new WaitingRequest(tenant, task, inputs);
        request.CancelBy(this, cancellationToken);
        lock (_gate)
        {
            if (request.IsOver) return request.Answer; // cancelled a moment ago
            try
            {
                ObjectDisposedException.ThrowIf(_isStopping, this);
                if (!_requests.Admits(request, MostWaitingTokens)) throw Busy();
            }
            catch
            {
                request.Unregister();
                throw;
            }

            _requests.Add(request);
            Monitor.Pulse(_gate);
        }

        return request.Answer;
    }

    /// <summary>Takes a request out that nobody wants answered any more.</summary>
    public void Cancel(WaitingRequest request, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (!request.Cancel(cancellationToken)) return;
            if (request.IsQueued) _requests.Forget(request);
            _cancelled++;
        }

        _instruments.Cancelled();
    }

    /// <summary>Answers what waits, and ends.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isStopping = true;
            Monitor.PulseAll(_gate);
        }

        _thread.Join();
    }

    private long MostWaitingTokens => (long)Math.Max(_mostTokens, _options.MaxQueueTime.TotalSeconds / _tokenSeconds);

    private TaskGridException Busy()
    {
        _refused++;
        _instruments.Refused();
        var wait = TimeSpan.FromSeconds(Math.Ceiling(_requests.Tokens * _tokenSeconds));
        if (wait < LeastRetryAfter) wait = LeastRetryAfter;
        return new TaskGridException(
            ErrorCodes.ServerBusy,
            FormattableString.Invariant(
                $"{_requests.Texts:N0} texts wait to be answered already. Try again in {wait.TotalSeconds:0} s."))
        {
            RetryAfter = wait,
        };
    }

    private void Work()
    {
        while (TakeBatch())
        {
            var start = Stopwatch.GetTimestamp();
            Score();
            var tokens = 0;
            foreach (var row in _batch) tokens += row.Row.Input.Ids.Length;
            var elapsed = Stopwatch.GetElapsedTime(start);
            _instruments.Computed(_batch.Count, tokens, _mostTokens, elapsed);
            lock (_gate)
            {
                // A small batch pays what a pass costs however short with few tokens: it says little of full ones.
                var weight = Newest * Math.Min(1, (double)tokens / _mostTokens);
                _tokenSeconds += weight * ((elapsed.TotalSeconds / _charged) - _tokenSeconds);
                // Of those that were answered none had asked again by then.
                _came += Newest * (Math.Max(0, _waited - _left) - _came);
                _cameSeconds += Newest * (elapsed.TotalSeconds - _cameSeconds);
            }

            _batch.Clear();
        }
    }

    // Waits for requests; false: there are none any more.
    private bool TakeBatch()
    {
        lock (_gate)
        {
            while (_batch.Count == 0)
            {
                while (_requests.Texts == 0)
                {
                    if (_isStopping) return false;
                    Monitor.Wait(_gate);
                }

                WaitForMore();
                _charged = _requests.Take(_mostTokens, _batch);
                _left = _requests.Requests;
            }

            _batches++;
            _texts += _batch.Count;
            foreach (var row in _batch)
            {
                var queued = Stopwatch.GetElapsedTime(row.Request.Since);
                _queuedSeconds += queued.TotalSeconds;
                _tokens += row.Row.Input.Ids.Length;
                _instruments.Queued(queued);
            }

            return true;
        }
    }

    // Clients that were answered together ask together again, each a moment later than the other: they make one batch with those
    // that came meanwhile, and do not take turns with them in two smaller ones. Where few come back, but for as many as came in such a time
    // while the answered could not, nobody waits for the next batches.
    private void WaitForMore()
    {
        var expected = _hasty > 0 ? 0 : _answered + _waited;
        var start = Stopwatch.GetTimestamp();
        while (_requests.Requests < expected && _requests.Tokens < _mostTokens && !_isStopping)
        {
            var left = _options.MaxWait - Stopwatch.GetElapsedTime(start);
            if (left <= TimeSpan.Zero || !Monitor.Wait(_gate, left)) break;
        }

        var strangers = _cameSeconds > 0 ? Stopwatch.GetElapsedTime(start).TotalSeconds * _came / _cameSeconds : 0;
        var returned = _requests.Requests - _waited - strangers;
        _hasty = 2 * returned >= _answered ? 0 : _hasty > 0 ? _hasty - 1 : MostHasty;
    }

    private void Score()
    {
        try
        {
            Complete(_batch);
        }
        catch (Exception) when (_batch.Exists(row => row.Request != _batch[0].Request))
        {
            // Whose fault it was shows when each is computed alone.
            foreach (var rows in _batch.GroupBy(row => row.Request)) ScoreAlone([.. rows]);
        }
        catch (Exception exception)
        {
            Fail(_batch[0].Request, exception);
        }
    }

    private void ScoreAlone(List<BatchRow> rows)
    {
        try
        {
            Complete(rows);
        }
        catch (Exception exception)
        {
            Fail(rows[0].Request, exception);
        }
    }

    private void Complete(List<BatchRow> rows)
    {
        _rows.Clear();
        foreach (var row in rows) _rows.Add(row.Row);
        var logits = _score(_rows);
        _rows.Clear();
        lock (_gate) (_answered, _waited) = (0, _requests.Requests);
        for (var r = 0; r < logits.Length; r++)
        {
            if (!rows[r].Request.Complete(rows[r].Text, logits[r])) continue;
            _answered++;
            _instruments.Answered();
        }
    }

    private void Fail(WaitingRequest request, Exception exception)
    {
        lock (_gate)
        {
            if (request.IsOver) return;
            request.Fail(exception);
            _requests.Forget(request);
        }

        _instruments.Failed();
    }
}
