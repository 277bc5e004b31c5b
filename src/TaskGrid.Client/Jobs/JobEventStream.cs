using System.Runtime.CompilerServices;
using TaskGrid.Client.Http;

namespace TaskGrid.Client.Jobs;

/// <summary>A job's events over as many connections as it takes: each goes on after the last event seen, so that
/// there are
/// no gaps and no duplicates.</summary>
internal sealed class JobEventStream(ApiConnection api, TaskGridClientOptions options, string id)
{
    private long _last;
    private bool _ended;
    private bool _gap;
    private int _failures;
    private long _since;

    /// <summary>Reads until the job has ended.</summary>
    /// <param name="after">Sequence number of the last event seen.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async IAsyncEnumerable<JobEvent> ReadAsync(
        long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        _last = after;
        _since = options.TimeProvider.GetTimestamp();
        while (true)
        {
            var call = ApiCall.Get(HttpJobs.Of(id).Then("events").With("after", _last)) with
            {
                Accept = "text/event-stream",
                LastEventId = _last > 0 ? _last : null,
            };
            var (stream, failure) = await api.TryOpenAsync(call, cancellationToken).ConfigureAwait(false);
            if (failure is null)
            {
                _since = options.TimeProvider.GetTimestamp();
                await using var connection = new JobEventConnection(stream, options);
                while (await connection.NextAsync(cancellationToken).ConfigureAwait(false) is { } each)
                {
                    if (each.Sequence <= _last) continue;
                    if (IsAfterGap(each)) break;
                    Count(each);
                    yield return each;
                }

                // What ended before the connection was opened has told all its events on it.
                if (connection.IsWhole && _ended) yield break;
                if (connection.IsWhole) _ended = await HasEndedAsync(cancellationToken).ConfigureAwait(false);
                if (connection.IsWhole && _ended) continue;
            }
            else if (!failure.IsTransient || IsGivenUp(failure))
            {
                throw failure.Error;
            }

            await api.PauseAsync(_failures++, failure?.RetryAfter, cancellationToken).ConfigureAwait(false);
        }
    }

    private void Count(JobEvent each)
    {
        _last = each.Sequence;
        _ended = each.Status is JobStatus.Succeeded or JobStatus.Failed or JobStatus.Cancelled;
        (_failures, _gap) = (0, false);
        _since = options.TimeProvider.GetTimestamp();
    }

    // Once can be a fault of the connection; twice it is one of the server.
    private bool IsAfterGap(JobEvent each)
    {
        if (each.Sequence == _last + 1) return false;
        if (!_gap) return _gap = true;
        throw new TaskGridException(
            ErrorCodes.ServerUnavailable,
            $"The server at {options.Endpoint} lacks the events {_last + 1} to {each.Sequence - 1} of job {id}. Read on "
            + $"after event {each.Sequence - 1}, or look at the server's store.");
    }

    private bool IsGivenUp(ApiFailure failure) =>
        failure.RetryAfter > options.MaxRetryAfter
        || options.TimeProvider.GetElapsedTime(_since) >= options.ReconnectTimeout;

    // A server that is just going down ends its streams well and then does not answer: that is no reason to give up.
    private async Task<bool> HasEndedAsync(CancellationToken cancellationToken)
    {
        var (job, failure) = await api.TryReadAsync(
            ApiCall.Get(HttpJobs.Of(id)), ClientJson.Default.JobSnapshot, cancellationToken).ConfigureAwait(false);
        return failure switch
        {
            null => job.HasEnded,
            { IsTransient: true } => false,
            _ => throw failure.Error,
        };
    }
}
