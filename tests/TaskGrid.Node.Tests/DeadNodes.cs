namespace TaskGrid.Node.Tests;

/// <summary>A cluster that knows of one node that it is dead.</summary>
internal sealed class DeadNodes(string dead) : INodeCluster
{
    public bool LooksForJobs => false;

    public bool IsDead(string node) => node == dead;

    public Task TakeUpAsync(JobState job, CancellationToken cancellationToken) => Task.CompletedTask;
}
