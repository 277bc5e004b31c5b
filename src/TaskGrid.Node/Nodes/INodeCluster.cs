namespace TaskGrid.Node;

/// <summary>What a cluster knows and does for one of its nodes.</summary>
internal interface INodeCluster
{
    /// <summary>Whether this node looks for jobs that nobody works on; a few of a large cluster do.</summary>
    bool LooksForJobs { get; }

    /// <summary>Whether a node is known to be dead. Nobody knows it of a node that was never seen.</summary>
    bool IsDead(string node);

    /// <summary>Hands a job that nobody works on to whoever is to train it.</summary>
    Task TakeUpAsync(JobState job, CancellationToken cancellationToken);
}
