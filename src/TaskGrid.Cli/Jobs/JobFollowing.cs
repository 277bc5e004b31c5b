using TaskGrid.Cli.Output;
using TaskGrid.Cli.Running;

namespace TaskGrid.Cli.Jobs;

/// <summary>Follows a job to its end, with a bar on a terminal and lines elsewhere.</summary>
internal static class JobFollowing
{
    /// <summary>What a job produced, when it has ended.</summary>
    /// <param name="session">Where it is.</param>
    /// <param name="id">The job.</param>
    /// <param name="cancels">Whether Ctrl-C cancels the job; else it leaves it.</param>
    /// <param name="cancellationToken">Ctrl-C.</param>
    /// <exception cref="TaskGridException">The job failed or was cancelled.</exception>
    /// <exception cref="OperationCanceledException">Ctrl-C, and the job is cancelled.</exception>
    /// <exception cref="DetachedException">Ctrl-C, and the job goes on.</exception>
    public static async Task<TrainResult> ToResultAsync(
        GridSession session, string id, bool cancels, CancellationToken cancellationToken)
    {
        try
        {
            var job = TerminalBar.IsPossible ? await JobBar.ShowAsync(FollowAsync) : await FollowAsync(new JobLines());
            return job.RequireResult();
        }
        catch (OperationCanceledException) when (!cancels && cancellationToken.IsCancellationRequested)
        {
            throw new DetachedException(
                (session.IsServer
                    ? $"The job {id} goes on at {session.Place}."
                    : $"The job {id} is kept, with a checkpoint if it trained here.")
                + $" Come back to it: taskgrid job watch {id}{session.Options}");
        }

        Task<JobSnapshot> FollowAsync(IProgress<JobEvent> progress) => cancels
            ? session.Grid.Jobs.CompleteOrCancelAsync(id, progress, cancellationToken)
            : session.Grid.Jobs.WaitForCompletionAsync(id, progress, cancellationToken);
    }
}
