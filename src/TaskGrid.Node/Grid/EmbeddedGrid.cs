using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using TaskGrid.Storage;
using TaskGrid.Torch;

namespace TaskGrid.Node;

/// <summary>
/// The grid in this process: documents and content in a blob store, bases in a folder, training and answering on this
/// machine. Several processes may share a store; a job is worked on by one of them.
/// </summary>
public sealed class EmbeddedGrid : IGridTenants, IAsyncDisposable
{
    /// <summary>Evaluations that run at once. Each holds a copy of its file on the disk, and its rows in memory.</summary>
    internal const int MaxEvaluations = 4;

    // What loads from the disk may take of what versions may, and those from the store again.
    private const int LoadPart = 8;
    private const long LeastLoadBytes = 64 << 20;

    private readonly EmbeddedGridOptions _options;
    private readonly NodeFolder _folder;
    private readonly JobRunServices _services;
    private readonly JobSignals _signals = new();
    private readonly IdempotentRequests _requests;
    private readonly ConcurrentDictionary<string, TenantGrid> _tenants = new(StringComparer.Ordinal);
    private readonly TrainingHost? _host;
    private int _disposed;

    private EmbeddedGrid(
        GridDocuments documents, BaseCatalog bases, NodePresence presence, EmbeddedGridOptions options, TimeProvider time)
    {
        _options = options;
        Bases = bases;
        Texts = new BaseTexts(bases, options.MaxQueueTime);
        SharedBases = new GridBases(bases, Texts, tenant: "");
        Servers = new BaseServers(bases, options);
        _folder = new NodeFolder(options);
        var disk = new LocalDiffs(
            Path.Combine(_folder.Path, "diffs"), options.IsVisitor ? 0 : options.MaxDiskBytes, options.Logging.CreateLogger<LocalDiffs>());
        Loader = new VersionLoader(
            documents,
            Servers,
            disk,
            LoadBytes(options),
            options.MaxQueueTime,
            options.Logging.CreateLogger<VersionLoader>());
        Versions = new ResidentVersions(
            Loader, options.MaxResidentBytes, options.NegativeCacheTime, time, options.Logging.CreateLogger<ResidentVersions>());
        Views = new TaskViews(documents, Versions, options.RefreshEvery, time, options.Logging.CreateLogger<TaskViews>());
        _requests = new IdempotentRequests(documents, time);
        var diffs = new DiffVersions(documents, bases, time);
        _services = new JobRunServices
        {
            Documents = documents,
            Jobs = new JobDocuments(documents, new JobEventLog(documents, _signals, time)),
            Bases = bases,
            Versions = diffs,
            Presence = presence,
            Memory = options.IsVisitor
                ? new TrainingBudget(options.MaxTrainingBytes ?? AvailableBytes, "free memory of this machine")
                : new TrainingBudget(options.MaxTrainingBytes ?? DefaultTrainingBytes(options, bases)),
            TasksOf = tenant => new GridTasks(documents, diffs, tenant, time, _requests, Views),
            Slots = options.Slots,
            LocalFolder = _folder.Path,
            Yields = !options.IsVisitor,
            HasOthers = options.Cluster is not null,
            Time = time,
            Logger = options.Logging.CreateLogger<TrainingHost>(),
        };
        _host = Trains(options)
            ? new TrainingHost(_services, options.Slots, options.IsVisitor, options.Cluster)
            : null;
    }

    /// <summary>The base models.</summary>
    public BaseCatalog Bases { get; }

    /// <summary>Where it computes; null: libtorch cannot be loaded.</summary>
    internal string? Device => Bases.FindDevice();

    /// <summary>The bases for callers of other nodes, who stand in one line.</summary>
    internal GridBases SharedBases { get; }

    /// <summary>Texts for bases of all tenants.</summary>
    internal BaseTexts Texts { get; }

    internal BaseServers Servers { get; }

    internal EmbeddedGridOptions Options => _options;

    /// <summary>Where copies of stored files are while they are read.</summary>
    internal string CopiesFolder => _folder.Copies;

    internal JobRunServices Services => _services;

    /// <summary>Trains jobs; null on a node that only reads.</summary>
    internal TrainingHost? Training => _host;

    internal VersionLoader Loader { get; }

    internal ResidentVersions Versions { get; }

    internal TaskViews Views { get; }

    /// <summary>What an evaluation takes while it runs.</summary>
    internal SemaphoreSlim Evaluations { get; } = new(MaxEvaluations);

    /// <summary>Starts the engine; jobs that an earlier process left go on.</summary>
    /// <param name="store">Documents and content.</param>
    /// <param name="basesFolder">The folder of the bases.</param>
    /// <param name="options">Settings.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Gives the start up.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.StoreUnavailable"/>,
    /// <see cref="ErrorCodes.InvalidName"/>: the node's; <see cref="ErrorCodes.InvalidArgument"/>: slots, budgets, device or precision;
    /// <see cref="ErrorCodes.DeviceUnavailable"/>.</exception>
    public static async Task<EmbeddedGrid> StartAsync(
        IBlobStore store,
        string basesFolder,
        EmbeddedGridOptions? options = null,
        TimeProvider? time = null,
        CancellationToken cancellationToken = default)
    {
        options ??= new EmbeddedGridOptions();
        time ??= TimeProvider.System;
        ResourceName.Check(options.Node, "node");
        if (options.Slots < 0)
            throw new TaskGridException(ErrorCodes.InvalidArgument, $"{options.Slots} slots are below 0.");
        if (Math.Min(options.MaxResidentBytes, options.MaxMergedBytes) < 0 || Math.Min(options.MaxDeviceBytes, options.MaxDiskBytes) < 0
            || options.MaxTrainingBytes < 0)
            throw new TaskGridException(ErrorCodes.InvalidArgument, "Budgets for versions and jobs are bytes, at least 0.");
        DeviceNames.Check(options.Device);
        ComputeChoice.CheckPrecision(options.Precision);
        // What 'auto' stands for is looked up with the first base: most commands need no tensors.
        if (options.Device != DeviceNames.Auto) TorchFailure.Translate(() => TorchRuntime.Device(options.Device));
        var documents = new GridDocuments(options.ReadOnly ? new ReadOnlyBlobStore(store) : store);
        var presence = Trains(options)
            ? await NodePresence.StartAsync(documents, options.Node, options.Cluster, time, cancellationToken)
            : NodePresence.Unseen(documents, options.Node, options.Cluster, time);
        if (Trains(options))
            await LocalJobs.RemoveForeignAsync(documents, NodeFolder.PathOf(options), options.Node, cancellationToken);
        var bases = new BaseCatalog(basesFolder, options.Device, options.Logging.CreateLogger<BaseCatalog>());
        return new EmbeddedGrid(documents, bases, presence, options, time);
    }

    /// <inheritdoc/>
    public ITaskGrid ForTenant(string tenant) =>
        _tenants.GetOrAdd(ResourceName.Check(tenant, "tenant"), name =>
        {
            var limit = _options.MaxFileBytes;
            var uploads = new GridUploads(_services.Documents, _requests, name, limit, _services.Time);
            var files = new GridFiles(_services.Documents, _requests, uploads, name, limit, _services.Time);
            var jobs = new GridJobs(_services, _host, _signals, _requests, files, name, _options.MaxQueuedJobs);
            var tasks = new GridTasks(_services.Documents, _services.Versions, name, _services.Time, _requests, Views, jobs);
            return new TenantGrid(this, name, files, tasks, jobs, new GridBases(Bases, Texts, name));
        });

    /// <inheritdoc/>
    public Task<bool> HasJobAsync(string tenant, string idempotencyKey, CancellationToken cancellationToken = default) =>
        _requests.HasJobAsync(ResourceName.Check(tenant, "tenant"), idempotencyKey, cancellationToken);

    /// <summary>Running jobs store a checkpoint and stop; requests that are being answered end.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        if (_host is not null) await _host.DisposeAsync();
        if (_host is not null && _options.IsVisitor) await LeaveAsync();
        Views.Dispose();
        Versions.Dispose();
        Servers.Dispose();
        Texts.Dispose();
        Bases.Dispose();
        _folder.Dispose();
    }

    internal NodeSnapshot Snapshot(string tenant)
    {
        var (versions, counts) = (Views.Versions(tenant), Loader.Counts);
        return new NodeSnapshot
        {
            Name = _options.Node,
            Device = Device,
            Bases = Bases.Loaded(),
            Resident = [.. versions.Where(each => each.Tier == ResidencyInstruments.Memory).Select(each => each.Model)],
            ResidentBytes = Versions.Bytes,
            Residency = new ResidencySnapshot
            {
                Memory = Versions.Snapshot,
                Disk = Loader.Disk.Snapshot,
                StoreLoads = counts.Fetches,
                Loads = counts.Loads,
                LoadSeconds = counts.Seconds,
                Versions = versions,
            },
            Serving = Servers.Snapshots(),
            TrainingBytes = _services.Memory.Bytes,
            MaxTrainingBytes = _services.Memory.MaxBytes,
            RunningJobs = _host?.Running ?? 0,
            Slots = _host?.Slots ?? 0,
            QueuedJobs = _host?.Waiting ?? 0,
        };
    }

    private static long AvailableBytes => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    // Versions, their loads, bases and merged copies of each have theirs beside it, but on a small machine they are not worth all of it.
    private static long DefaultTrainingBytes(EmbeddedGridOptions options, BaseCatalog bases)
    {
        var parameterBytes = options.Precision == "fp32" ? sizeof(float) : sizeof(float) + sizeof(ushort);
        var others = options.MaxResidentBytes + (2 * LoadBytes(options))
            + bases.List().Sum(info => (parameterBytes * (long)info.Parameters) + options.MaxMergedBytes);
        return Math.Max(AvailableBytes / 4, AvailableBytes - others);
    }

    private static long LoadBytes(EmbeddedGridOptions options) => Math.Max(LeastLoadBytes, options.MaxResidentBytes / LoadPart);

    private static bool Trains(EmbeddedGridOptions options) => !options.ReadOnly && options.Slots > 0;

    private async Task LeaveAsync()
    {
        try
        {
            await _services.Presence.LeaveAsync(CancellationToken.None);
        }
        catch (TaskGridException)
        {
            // The store is away; its collector removes the name.
        }
    }
}
