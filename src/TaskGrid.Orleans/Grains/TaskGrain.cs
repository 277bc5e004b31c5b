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
        // By a silo that has the base: this one may lack it.
        var version = await GrainFactory.GetGrain<IRouterGrain>(0).CheckDiffAsync(tenant, task, sha256, cancellationToken);
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
        if (Moves(spec.Train.Base, null)) return null;
        if (!await PinAsync(spec.Train.Base, null, cancellationToken))
        {
            if (Moves(spec.Train.Base, null, isAble: false)) return null;
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
        var fingerprint = (await node.Grid.Services.Jobs.FindAsync(Key.Tenant, id, CancellationToken.None))?.BaseFingerprint;
        if (Moves(baseName, fingerprint)) return;
        if (!await PinAsync(baseName, fingerprint, CancellationToken.None) && Moves(baseName, fingerprint, isAble: false)) return;
        node.Grid.Training?.Add(new QueuedJob(Key.Tenant, id));
        Works(id);
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
        if (state is { Status: JobStatus.Paused } && Moves(state.Spec.Train.Base, state.BaseFingerprint)) return null;
        var job = await Grid.Jobs.ResumeAsync(id, idempotencyKey, cancellationToken);
        Works(id);
        return job;
    }

    public async IAsyncEnumerable<JobEvent> WatchJobAsync(
        string id, long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var each in Grid.Jobs.WatchAsync(id, after, cancellationToken)) yield return each;
    }

    // Loads the base, if it is not in memory yet, so that it is there when the job's turn comes. False: this silo does not have it,
    // whatever it has reported.
    private async Task<bool> PinAsync(string baseName, string? fingerprint, CancellationToken cancellationToken)
    {
        try
        {
            await GrainFactory.GetGrain<IBaseModelGrain>(baseName).PinAsync(cancellationToken);
            return node.Grid.Bases.Has(baseName, fingerprint);
        }
        catch (TaskGridException exception) when (exception.Code is ErrorCodes.BaseNotFound or ErrorCodes.StoreInvalid)
        {
            return false;
        }
    }

    // While one of its jobs trains here, it leaves for the sake of one that this silo cannot train alone.
    private bool Moves(string baseName, string? fingerprint, bool isAble = true)
    {
        var here = view.Find(node.Silo);
        isAble = isAble && here is not null && TaskPlacement.CanTake(here, baseName, fingerprint);
        if (isAble && _jobs.Any(id => node.Grid.Training?.Find(id) is not null)) return false;
        var (tenant, task) = Key;
        var best = TaskPlacement.Choose(
            TaskKey.Of(tenant, task),
            baseName,
            isAble ? view.Silos : [.. view.Silos.Where(silo => silo.Silo != node.Silo)],
            fingerprint);
        if (!TaskPlacement.ShouldMove(isAble ? here : null, best, baseName, fingerprint)) return false;
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
