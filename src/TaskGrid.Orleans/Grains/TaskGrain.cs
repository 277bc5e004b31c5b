using System.Runtime.CompilerServices;
using Orleans.Placement;
using Orleans.Runtime.Placement;
using TaskGrid.Cluster;
using TaskGrid.Node;

namespace TaskGrid.Orleans;

/// <summary>
/// Passes what it is asked to the node of its silo, one change after another. It keeps no copy of the task: a second
/// activation, or another engine on the same store, is met by the documents' ETags and epochs.
/// </summary>
[GrainType("task")]
[TaskPlacement]
[TaskPlacementFilter]
[Immovable]
internal sealed class TaskGrain(SiloNode node, ClusterView view) : Grain, ITaskGrain
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(30);

    private readonly HashSet<string> _jobs = new(StringComparer.Ordinal);
    private IGrainTimer? _keepAlive;

    private (string Tenant, string Task) Key => TaskGrainKey.Parse(this.GetPrimaryKeyString());

    private ITaskGrid Grid => node.Grid.ForTenant(Key.Tenant);

    public Task<TaskSnapshot> RegisterAsync(TaskSpec spec, CancellationToken cancellationToken) =>
        Grid.Tasks.RegisterAsync(spec, cancellationToken);

    public Task<TaskSnapshot> GetAsync(CancellationToken cancellationToken) =>
        Grid.Tasks.GetAsync(Key.Task, cancellationToken);

    public Task DeleteAsync(string idempotencyKey, CancellationToken cancellationToken) =>
        Grid.Tasks.DeleteAsync(Key.Task, idempotencyKey, null, cancellationToken);

    public Task DeleteWithAsync(int onlyVersion, string idempotencyKey, CancellationToken cancellationToken) =>
        Grid.Tasks.DeleteAsync(Key.Task, idempotencyKey, onlyVersion, cancellationToken);

    public async Task<VersionSnapshot> ImportVersionAsync(
        string sha256, string? publishTo, string idempotencyKey, CancellationToken cancellationToken)
    {
        var (tenant, task) = Key;
        ResourceName.Check(task, "task");
        var version = await node.Grid.Services.Versions.CheckAsync(task, null, sha256, cancellationToken);
        return await node.Grid.Services.TasksOf(tenant).PublishAsync(
            version, publishTo, idempotencyKey, mustExist: false, cancellationToken);
    }

    public Task DeleteVersionAsync(int version, string idempotencyKey, CancellationToken cancellationToken) =>
        Grid.Tasks.DeleteVersionAsync(Key.Task, version, idempotencyKey, cancellationToken);

    public Task<AliasSnapshot> SetAliasAsync(
        string name, AliasTarget[] targets, string idempotencyKey, CancellationToken cancellationToken) =>
        Grid.Tasks.SetAliasAsync(Key.Task, name, targets, idempotencyKey, cancellationToken);

    public Task<AliasSnapshot> RollBackAliasAsync(
        string name, string idempotencyKey, CancellationToken cancellationToken) =>
        Grid.Tasks.RollBackAliasAsync(Key.Task, name, idempotencyKey, cancellationToken);

    public Task DeleteAliasAsync(string name, string idempotencyKey, CancellationToken cancellationToken) =>
        Grid.Tasks.DeleteAliasAsync(Key.Task, name, idempotencyKey, cancellationToken);

    public async Task<JobSnapshot?> SubmitJobAsync(
        JobSpec spec, string idempotencyKey, CancellationToken cancellationToken)
    {
        // What is wrong is told below, with what is missing, once there is a name to look for.
        if (!ResourceName.IsValid(spec.Train.Base)) JobSpecValidator.Check(spec);
        if (Moves(spec.Train.Base)) return null;
        // Loads it, if it is not in memory yet, so that it is there when the job's turn comes.
        try
        {
            await GrainFactory.GetGrain<IBaseModelGrain>(spec.Train.Base).PinAsync(cancellationToken);
        }
        catch (TaskGridException exception) when (exception.Code == ErrorCodes.BaseNotFound)
        {
            // While the only worker restarts, this may be a silo without bases. Otherwise it is told below, with what else is missing.
            if (!view.Silos.Any(silo => TaskPlacement.CanTake(silo, null)))
                throw new TaskGridException(ErrorCodes.ServerUnavailable, "No worker of the cluster that trains is there. Try again.");
        }

        var job = await Grid.Jobs.SubmitAsync(spec, idempotencyKey, cancellationToken);
        Works(job.Id);
        return job;
    }

    public async Task TakeUpJobAsync(string id, string baseName)
    {
        if (Moves(baseName)) return;
        node.Grid.Training?.Add(new QueuedJob(Key.Tenant, id));
        Works(id);
        await Task.CompletedTask;
    }

    public Task<JobSnapshot> GetJobAsync(string id, CancellationToken cancellationToken) =>
        Grid.Jobs.GetAsync(id, cancellationToken);

    public Task<JobSnapshot> CancelJobAsync(string id, string idempotencyKey, CancellationToken cancellationToken) =>
        Grid.Jobs.CancelAsync(id, idempotencyKey, cancellationToken);

    public Task<JobSnapshot> PauseJobAsync(string id, string idempotencyKey, CancellationToken cancellationToken) =>
        Grid.Jobs.PauseAsync(id, idempotencyKey, cancellationToken);

    public async Task<JobSnapshot?> ResumeJobAsync(
        string id, string idempotencyKey, CancellationToken cancellationToken)
    {
        var state = await node.Grid.Services.Jobs.FindAsync(Key.Tenant, id, cancellationToken);
        if (state is { Status: JobStatus.Paused } && Moves(state.Spec.Train.Base)) return null;
        var job = await Grid.Jobs.ResumeAsync(id, idempotencyKey, cancellationToken);
        Works(id);
        return job;
    }

    public async IAsyncEnumerable<JobEvent> WatchJobAsync(
        string id, long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var each in Grid.Jobs.WatchAsync(id, after, cancellationToken)) yield return each;
    }

    // Not while one of its jobs trains here.
    private bool Moves(string baseName)
    {
        if (_jobs.Any(id => node.Grid.Training?.Find(id) is not null)) return false;
        var (tenant, task) = Key;
        var best = TaskPlacement.Choose(TaskKey.Of(tenant, task), baseName, view.Silos);
        if (!TaskPlacement.ShouldMove(view.Find(node.Silo), best, baseName)) return false;
        RequestContext.Set(IPlacementDirector.PlacementHintKey, SiloAddress.FromParsableString(best!.Silo));
        this.MigrateOnIdle();
        return true;
    }

    // Outgoing calls and work on other threads do not keep a grain; ticks do.
    private void Works(string id)
    {
        _jobs.Add(id);
        _keepAlive ??= this.RegisterGrainTimer(
            LookAsync, new GrainTimerCreationOptions(LookEvery, LookEvery) { KeepAlive = true, Interleave = true });
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        foreach (var id in _jobs.ToArray())
        {
            var state = await node.Grid.Services.Jobs.FindAsync(Key.Tenant, id, cancellationToken);
            if (state is null or { HasEnded: true } or { Status: JobStatus.Paused }) _jobs.Remove(id);
        }

        if (_jobs.Count > 0) return;
        _keepAlive?.Dispose();
        _keepAlive = null;
    }
}
