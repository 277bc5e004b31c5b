using Microsoft.Extensions.Logging;
using TaskGrid.Node;

namespace TaskGrid.Orleans;

/// <summary>Jobs of a task that its grain stays for, until they have ended or are paused.</summary>
/// <param name="find">Finds a job.</param>
/// <param name="logger">Is told of jobs that cannot be read.</param>
internal sealed partial class OpenJobs(Func<string, CancellationToken, Task<JobState?>> find, ILogger logger)
{
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);

    /// <summary>Whether there are any.</summary>
    public bool Any => _ids.Count > 0;

    /// <summary>Adds a job, if it is not there.</summary>
    public void Add(string id) => _ids.Add(id);

    /// <summary>Looks at each, and forgets those that nobody works on any more.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.StoreUnavailable"/>: the next look will see.</exception>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        foreach (var id in _ids.ToArray())
        {
            if (!await IsOpenAsync(id, cancellationToken)) _ids.Remove(id);
        }
    }

    private async Task<bool> IsOpenAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            return await find(id, cancellationToken) is { HasEnded: false, Status: not JobStatus.Paused };
        }
        catch (TaskGridException exception) when (exception.Code == ErrorCodes.StoreInvalid)
        {
            // Nobody can work on it until it is mended, and then the queue brings it back.
            LogDamaged(logger, id, exception.Message);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Error, "The grain of its task waits no more for the job {Job}: {Reason}")]
    private static partial void LogDamaged(ILogger logger, string job, string reason);
}
