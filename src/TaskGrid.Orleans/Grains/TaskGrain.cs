using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Orleans.Placement;
using Orleans.Runtime.Placement;
using TaskGrid.Cluster;
using TaskGrid.Node;

namespace TaskGrid.Orleans;

/// <summary>
/// Passes what it is asked to the node of its silo. It keeps no copy of the task: a second
/// activation, or another engine on the same store, is met by the documents' ETags and epochs.
/// </summary>
[GrainType("task")]
[TaskPlacement]
[TaskPlacementFilter]
[Immovable]
internal sealed class TaskGrain : Grain, ITaskGrain, IGrainMigrationParticipant
{
    private const string Left = "left";
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(30);

    private readonly SiloNode _node;
    private readonly ClusterView _view;
    private readonly OpenJobs _jobs;
    private readonly TaskMoves _moves;
    private IGrainTimer? _keepAlive;

    public TaskGrain(SiloNode node, ClusterView view, SiloNodeOptions options, TimeProvider time, ILogger<TaskGrain> logger)
    {
        (_node, _view) = (node, view);
        _moves = new TaskMoves(TaskKey.Of(Key.Tenant, Key.Task), options.ReportEvery, time);
        _jobs = new OpenJobs(
            (id, cancellationToken) => node.Grid.Services.Jobs.FindAsync(Key.Tenant, id, cancellationToken), logger);
    }

    private (string Tenant, string Task) Key => TaskGrainKey.Parse(this.GetPrimaryKeyString());

    private ITaskGrid Grid => _node.Grid.ForTenant(Key.Tenant);

    public Task<TaskSnapshot> RegisterAsync(TaskSpec spec, CancellationToken cancellationToken) =>
        Grid.Tasks.RegisterAsync(spec, cancellationToken);

    public Task<TaskSnapshot> SetSpecAsync(TaskSpec spec, string idempotencyKey, CancellationToken cancellationToken) =>
        Grid.Tasks.SetSpecAsync(spec, idempotencyKey, cancellationToken);

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
        return await _node.Grid.Services.TasksOf(tenant).PublishAsync(
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
        if (!_node.Grid.Bases.Has(spec.Train.Base, null))
        {
            if (Moves(spec.Train.Base, null, isAble: false)) return null;
            // While the only worker restarts, this may be a silo without bases. Otherwise it is told below, with what else is missing.
            if (!_view.Silos.Any(silo => TaskPlacement.CanTake(silo, null)))
                throw new TaskGridException(ErrorCodes.ServerUnavailable, "No worker of the cluster that trains is there. Try again.");
        }

        var job = await Grid.Jobs.SubmitAsync(spec, idempotencyKey, cancellationToken);
        Works(job.Id);
        _ = PinAsync(spec.Train.Base);
        return job;
    }

    public async Task TakeUpJobAsync(string id, string baseName)
    {
        if (_node.Grid.Training?.Find(id) is null)
        {
            var fingerprint = (await _node.Grid.Services.Jobs.FindAsync(Key.Tenant, id, CancellationToken.None))?.BaseFingerprint;
            if (Moves(baseName, fingerprint)) return;
            if (!_node.Grid.Bases.Has(baseName, fingerprint) && Moves(baseName, fingerprint, isAble: false)) return;
            _node.Grid.Training?.Add(new QueuedJob(Key.Tenant, id));
            _ = PinAsync(baseName);
        }

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
        var state = await _node.Grid.Services.Jobs.FindAsync(Key.Tenant, id, cancellationToken);
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

    void IGrainMigrationParticipant.OnDehydrate(IDehydrationContext dehydrationContext) =>
        dehydrationContext.TryAddValue(Left, _moves.Left.ToArray());

    void IGrainMigrationParticipant.OnRehydrate(IRehydrationContext rehydrationContext)
    {
        _moves.Arrive(rehydrationContext.TryGetValue(Left, out string[]? left) ? left! : []);
    }

    // Loads the base, if it is not in memory yet, so that it is there when the job's turn comes. Nobody waits for it: where it is damaged
    // the job is left to another silo when its turn has come.
    private async Task PinAsync(string baseName)
    {
        try
        {
            await GrainFactory.GetGrain<IBaseModelGrain>(baseName).PinAsync();
        }
        catch (Exception exception) when (Transient.Is(exception) || exception is TaskGridException)
        {
            // Its turn will show.
        }
    }

    // Jobs that train where it is stay there.
    private bool Moves(string baseName, string? fingerprint, bool isAble = true)
    {
        if (_moves.Next(_node.Silo, isAble ? Here() : null, _view.Silos, baseName, fingerprint) is not { } next) return false;
        RequestContext.Set(IPlacementDirector.PlacementHintKey, SiloAddress.FromParsableString(next.Silo));
        this.MigrateOnIdle();
        return true;
    }

    // Its slots as they are now: the report is from before the task's last job.
    private SiloReport? Here() => _view.Find(_node.Silo) is { } report
        ? report with { RunningJobs = _node.Grid.Training?.Running ?? 0, QueuedJobs = _node.Grid.Training?.Waiting ?? 0 }
        : null;

    // Outgoing calls and work on other threads do not keep a grain; ticks do.
    private void Works(string id)
    {
        _jobs.Add(id);
        _keepAlive ??= this.RegisterGrainTimer(
            LookAsync, new GrainTimerCreationOptions(LookEvery, LookEvery) { KeepAlive = true, Interleave = true });
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        await _jobs.LookAsync(cancellationToken);
        if (_jobs.Any) return;
        _keepAlive?.Dispose();
        _keepAlive = null;
    }
}
