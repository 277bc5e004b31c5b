namespace TaskGrid.Models;

/// <summary>Repeats requests that fail in passing, with growing waits.</summary>
/// <param name="options">How often.</param>
/// <param name="timeProvider">The clock of the waits.</param>
internal sealed class HubRetry(HubOptions options, TimeProvider timeProvider)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    /// <summary>Runs attempts until one succeeds.</summary>
    /// <param name="what">What is wanted, for the message, e.g. a file and its model.</param>
    /// <param name="attempt">One attempt.</param>
    /// <param name="bytesDone">Bytes that have come so far; an attempt that adds some makes failures count anew.
    /// </param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.DownloadFailed"/>: the attempts are used up.
    /// </exception>
    public async Task<T> RunAsync<T>(
        string what, Func<Task<T>> attempt, Func<long> bytesDone, CancellationToken cancellationToken)
    {
        for (var failures = 0; ;)
        {
            var before = bytesDone();
            try
            {
                return await attempt();
            }
            catch (HubTransientException exception)
            {
                failures = bytesDone() > before ? 1 : failures + 1;
                if (failures >= options.Attempts) throw GiveUp(what, exception);
                await Task.Delay(WaitAfter(failures, exception.RetryAfter), timeProvider, cancellationToken);
            }
        }
    }

    private static TimeSpan WaitAfter(int failures, TimeSpan? asked)
    {
        var wait = FirstWait * Math.Pow(2, failures - 1);
        if (asked > wait) wait = asked.Value;
        return wait < LongestWait ? wait : LongestWait;
    }

    private TaskGridException GiveUp(string what, HubTransientException cause) => new(
        ErrorCodes.DownloadFailed,
        $"Downloading {what} from {options.Endpoint} failed {options.Attempts} times, lastly because {cause.Message}. "
        + "Check the network and HF_ENDPOINT and import again: it goes on where it stopped. Or import from a folder.",
        null, cause);
}
