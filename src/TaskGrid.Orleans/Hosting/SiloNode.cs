using Microsoft.Extensions.Logging;
using TaskGrid.Cluster;
using TaskGrid.Node;

namespace TaskGrid.Orleans;

/// <summary>
/// The node of a silo: starts before the silo takes calls, and ends after the last of them. A silo that leaves tells so
/// first, lets its jobs store checkpoints, and goes on answering until no router sends it anything.
/// </summary>
internal sealed partial class SiloNode(
    SiloNodeOptions options,
    ILocalSiloDetails silo,
    NodeCluster cluster,
    ReportLoop reports,
    RequestRouter router,
    ClusterInstruments instruments,
    TimeProvider time,
    ILoggerFactory logging) : ILifecycleParticipant<ISiloLifecycle>
{
    private static readonly TimeSpan DrainLookEvery = TimeSpan.FromMilliseconds(20);

    private readonly ILogger _logger = logging.CreateLogger<SiloNode>();
    private volatile EmbeddedGrid? _grid;
    private Task? _leave;
    private int _active;

    /// <summary>The silo's address.</summary>
    public string Silo { get; } = silo.SiloAddress.ToParsableString();

    /// <summary>The node.</summary>
    /// <exception cref="NodeStoppedException">It has ended, or not begun.</exception>
    public EmbeddedGrid Grid => _grid ?? throw new NodeStoppedException();

    /// <summary>Answers here.</summary>
    public Task<PredictResult> PredictAsync(
        string tenant, PredictRequest request, CancellationToken cancellationToken) =>
        AnswerAsync(
            "predict",
            IsResident(tenant, request.Model),
            () => Grid.ForTenant(tenant).PredictAsync(request, cancellationToken));

    /// <summary>Measures here.</summary>
    public Task<EvaluationResult> EvaluateAsync(
        string tenant, EvaluateRequest request, CancellationToken cancellationToken) =>
        AnswerAsync(
            "evaluate",
            IsResident(tenant, request.Model),
            () => Grid.ForTenant(tenant).EvaluateAsync(request, cancellationToken));

    /// <summary>Fills a masked position here.</summary>
    public Task<TokenProbability[]> FillAsync(
        string baseName, string text, int top, CancellationToken cancellationToken) =>
        AnswerAsync(
            "fill",
            IsLoaded(baseName),
            async () => (await Grid.SharedBases.FillAsync(baseName, text, top, cancellationToken)).ToArray());

    /// <summary>Encodes a text here.</summary>
    public Task<TextEncoding> EncodeAsync(string baseName, TextInput input, CancellationToken cancellationToken) =>
        AnswerAsync(
            "encode",
            IsLoaded(baseName),
            () => Grid.SharedBases.EncodeAsync(baseName, input, cancellationToken));

    /// <summary>Loads a version here.</summary>
    public async Task<bool> PrefetchAsync(string tenant, string task, int version, CancellationToken cancellationToken)
    {
        await Grid.ForTenant(tenant).Tasks.PrefetchAsync(task, version, cancellationToken);
        return true;
    }

    /// <summary>Pins a version here; nodes that answer for it later read in its task's document that it is pinned.</summary>
    public Task<VersionSnapshot> PinVersionAsync(
        string tenant, string task, int version, bool isPinned, CancellationToken cancellationToken) =>
        Grid.ForTenant(tenant).Tasks.PinVersionAsync(task, version, isPinned, cancellationToken);

    /// <summary>Checks a stored diff here.</summary>
    public Task<VersionSnapshot> CheckDiffAsync(string task, string sha256, CancellationToken cancellationToken) =>
        Grid.Services.Versions.CheckAsync(task, null, sha256, cancellationToken);

    /// <summary>Loads what a request has named.</summary>
    public async Task WarmAsync(string tenant, string model, CancellationToken cancellationToken)
    {
        using var lease = await Grid.Views.TakeAsync(tenant, ModelReference.Parse(model), cancellationToken);
    }

    /// <summary>Tells the others that this silo leaves, and lets its jobs store checkpoints; requests are answered meanwhile, and after. A
    /// second call waits for the first.</summary>
    public Task LeaveAsync(CancellationToken cancellationToken) => _leave ??= LeaveOnceAsync(cancellationToken);

    /// <inheritdoc/>
    public void Participate(ISiloLifecycle observer)
    {
        observer.Subscribe(nameof(SiloNode), ServiceLifecycleStage.ApplicationServices, StartAsync, StopAsync);
        observer.Subscribe(nameof(SiloNode), ServiceLifecycleStage.Active, ReportAsync, LeaveAsync);
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        _grid = await EmbeddedGrid.StartAsync(
            options.Store,
            options.BasesFolder,
            options.Node with
            {
                Node = silo.Name, Slots = options.Slots, Cluster = cluster, Logging = logging,
            },
            time,
            cancellationToken);
    }

    private Task ReportAsync(CancellationToken cancellationToken) => reports.StartAsync(Report, cancellationToken);

    private async Task LeaveOnceAsync(CancellationToken cancellationToken)
    {
        LogLeaving(_logger, silo.Name);
        var isTold = reports.LeaveAsync(cancellationToken);
        if (_grid?.Training is { } training) await training.DisposeAsync();
        await isTold;
    }

    private async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_grid is not { } grid) return;
        // From here on requests are refused, and routers send them elsewhere; those that have the node end first.
        _grid = null;
        while (Volatile.Read(ref _active) > 0 && !cancellationToken.IsCancellationRequested)
            await Task.Delay(DrainLookEvery, time, CancellationToken.None);
        await grid.DisposeAsync();
    }

    private bool IsResident(string tenant, string model) =>
        Grid.Views.IsResident(tenant, ModelReference.Parse(model).Task);

    private bool IsLoaded(string baseName) => Grid.Bases.Loaded().Contains(baseName);

    private async Task<T> AnswerAsync<T>(string verb, bool isResident, Func<Task<T>> answer)
    {
        Interlocked.Increment(ref _active);
        var start = time.GetTimestamp();
        try
        {
            return await answer();
        }
        finally
        {
            Interlocked.Decrement(ref _active);
            instruments.Answered(verb, isResident, time.GetElapsedTime(start));
        }
    }

    private SiloReport Report(bool isLeaving)
    {
        var grid = Grid;
        var bases = grid.Bases.Loadable();
        return new SiloReport
        {
            Silo = Silo,
            Node = silo.Name,
            Roles = options.Roles,
            Device = options.DeviceOf(grid.Bases),
            MemoryBytes = grid.Options.MaxResidentBytes,
            ResidentBytes = grid.Versions.Bytes,
            Bases = [.. bases.Select(each => each.Name)],
            BaseFingerprints = [.. bases.Select(each => each.Fingerprint)],
            LoadedBases = grid.Bases.Loaded(),
            Resident = [.. grid.Views.Resident().Select(task => TaskKey.Of(task.Tenant, task.Task)).Order()],
            Slots = grid.Training?.Slots ?? 0,
            RunningJobs = grid.Training?.Running ?? 0,
            QueuedJobs = grid.Training?.Waiting ?? 0,
            ActiveRequests = Volatile.Read(ref _active),
            WaitingSeconds = grid.Servers.WaitingSeconds,
            RoutedPerSecond = router.RoutedPerSecond,
            IsLeaving = isLeaving,
        };
    }

    [LoggerMessage(LogLevel.Information, "The silo '{Name}' leaves: its jobs store checkpoints, others take its requests.")]
    private static partial void LogLeaving(ILogger logger, string name);
}
