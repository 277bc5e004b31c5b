using System.Collections.Concurrent;
using TaskGrid.Diffs;
using TaskGrid.Models;
using TaskGrid.Serving;
using TaskGrid.Torch;

namespace TaskGrid.Node;

/// <summary>A server for each base that was asked for a task. Evaluations ask it too: a served score is the evaluated one.</summary>
internal sealed class BaseServers(BaseCatalog bases, EmbeddedGridOptions options) : IDisposable
{
    private readonly ConcurrentDictionary<BaseModel, Lazy<TaskServer>> _servers = new();
    private readonly ConcurrentDictionary<string, Lazy<Task>> _starting = new(StringComparer.Ordinal);

    /// <summary>A task ready to answer.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.DiffBaseMismatch"/>: the store does not hold its base, or
    /// the diff does not fit it.</exception>
    public ServedTask Open(TaskDiff diff)
    {
        var model = bases.LoadFor(diff.Base);
        var server = ServerOf(model);
        return new ServedTask(server, model, server.Load(diff));
    }

    /// <summary>Has the server of a base ready. Reading, proving and measuring a base takes seconds, and a thread of its own.</summary>
    /// <param name="fingerprint">The base's.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.DiffBaseMismatch"/>: the store does not hold it; or it is damaged.
    /// </exception>
    public Task RequireAsync(string fingerprint)
    {
        foreach (var (model, server) in _servers)
        {
            if (server.IsValueCreated && model.Fingerprint.Hex == fingerprint) return Task.CompletedTask;
        }

        return _starting.GetOrAdd(fingerprint, StartOnce).Value;
    }

    /// <summary>Seconds of work that wait for a batch.</summary>
    public double WaitingSeconds =>
        _servers.Values.Where(server => server.IsValueCreated).Sum(server => server.Value.Status.Batching.WaitingSeconds);

    /// <summary>What each has done, and why.</summary>
    public IReadOnlyList<ServingSnapshot> Snapshots() =>
    [
        .. from pair in _servers
           where pair.Value.IsValueCreated
           let status = pair.Value.Value.Status
           orderby pair.Key.Info.Name
           select new ServingSnapshot
           {
               Base = pair.Key.Info.Name,
               Precision = status.Precision,
               Kernel = status.Kernel,
               Threads = status.Threads,
               Answered = status.Rows.ToDictionary(each => each.Key.Name(), each => each.Value),
               MergedTasks = status.MergedTasks,
               MergedBytes = status.MergedBytes,
               DeviceBytes = status.DeviceBytes,
               Costs = new ServingCostsSnapshot
               {
                   PassSeconds = status.Costs.PassSeconds,
                   LargePassSeconds = status.Costs.LargePassSeconds,
                   TokenSeconds = status.Costs.TokenSeconds,
                   SideEntrySeconds = status.Costs.SideEntrySeconds,
                   SidePanelSeconds = status.Costs.SidePanelSeconds,
                   SidePassSeconds = status.Costs.SidePassSeconds,
                   SwitchEntrySeconds = double.IsFinite(status.Costs.SwitchEntrySeconds) ? status.Costs.SwitchEntrySeconds : null,
                   SmallTokens = status.Costs.SmallTokens,
                   CopySeconds = status.Costs.CopySeconds,
               },
               LastChoice = status.LastChoice?.ToString(),
               MaxBatchTokens = status.Batching.MaxTokens,
               Batches = status.Batching.Batches,
               BatchedTexts = status.Batching.Texts,
               BatchedTokens = status.Batching.Tokens,
               Padding = status.Padding,
               WaitingTexts = status.Batching.WaitingTexts,
               WaitingSeconds = status.Batching.WaitingSeconds,
               QueuedSeconds = status.Batching.QueuedSeconds,
               RefusedRequests = status.Batching.Refused,
               CancelledRequests = status.Batching.Cancelled,
           },
    ];

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var server in _servers.Values.Where(server => server.IsValueCreated)) server.Value.Dispose();
        _servers.Clear();
    }

    private Lazy<Task> StartOnce(string fingerprint) => new(() => Task.Factory.StartNew(
        () =>
        {
            try
            {
                if (!Fingerprint.TryParse(fingerprint, out var parsed))
                    throw new TaskGridException(ErrorCodes.StoreInvalid, $"'{fingerprint}' is no base's fingerprint.");
                TorchFailure.Translate(() => ServerOf(bases.LoadFor(parsed)));
            }
            finally
            {
                _starting.TryRemove(fingerprint, out _);
            }
        },
        CancellationToken.None,
        TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach,
        TaskScheduler.Default));

    private TaskServer ServerOf(BaseModel model)
    {
        var server = _servers.GetOrAdd(model, Create);
        try
        {
            return server.Value;
        }
        catch
        {
            // The next caller tries again: there may be memory then.
            _servers.TryRemove(KeyValuePair.Create(model, server));
            throw;
        }
    }

    private Lazy<TaskServer> Create(BaseModel model) => new(() =>
    {
        var compute = ComputeChoice.Resolve(options.Precision, null, bases.Device);
        return new TaskServer(model, new ServingOptions
        {
            Half = compute.Half,
            Threads = compute.Threads,
            MaxMergedBytes = options.MaxMergedBytes,
            MaxDeviceBytes = options.MaxDeviceBytes,
            Batching = new BatchingOptions
            {
                MaxTokens = options.MaxBatchTokens,
                MaxWait = options.MaxBatchWait,
                MaxQueueTime = options.MaxQueueTime,
            },
        });
    });
}
