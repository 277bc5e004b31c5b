using Microsoft.Extensions.DependencyInjection;
using TaskGrid.Cluster;
using TaskGrid.Node;

namespace TaskGrid.Orleans;

/// <summary>The cluster as a node sees it: jobs go to the grains of their tasks, and membership tells who is dead.
/// </summary>
internal sealed class NodeCluster(
    IServiceProvider services, ILocalSiloDetails silo, IClusterMembershipService membership, ClusterView view) : INodeCluster
{
    // Two, so that one that hangs delays nothing.
    private const int Lookouts = 2;
    private static readonly ulong Queue = TaskKey.Of("queue");

    public bool LooksForJobs
    {
        get
        {
            RankedSilo[] silos = [.. view.Silos.Where(each => each is { IsLeaving: false, Slots: > 0 }).Select(each => new RankedSilo(each))];
            Span<RankedSilo> first = new RankedSilo[Lookouts];
            var own = silo.SiloAddress.ToParsableString();
            foreach (var each in first[..Rendezvous.First(Queue, silos, first)])
            {
                if (each.Report.Silo == own) return true;
            }

            return silos.Length == 0;
        }
    }

    public bool IsDead(string node)
    {
        var lives = membership.CurrentSnapshot.Members.Values.Where(member => member.Name == node).ToArray();
        return lives.Length > 0 && lives.All(member => member.Status == SiloStatus.Dead);
    }

    // Not awaited: a silo that hangs must not delay this node's own sign of life. The next look asks again.
    public Task TakeUpAsync(JobState job, CancellationToken cancellationToken)
    {
        _ = AskAsync(job, cancellationToken);
        return Task.CompletedTask;
    }

    private async Task AskAsync(JobState job, CancellationToken cancellationToken)
    {
        var train = job.Spec.Train;
        PlacementContext.SetBase(train.Base, job.BaseFingerprint);
        try
        {
            await services.GetRequiredService<IGrainFactory>()
                .GetGrain<ITaskGrain>(TaskGrainKey.Of(job.Tenant, train.Task))
                .TakeUpJobAsync(job.Id, train.Base)
                .WaitAsync(cancellationToken);
        }
        catch (Exception exception) when (
            Transient.Is(exception) || exception is TaskGridException or OperationCanceledException)
        {
            // Its silo is gone, or this one ends.
        }
    }
}
