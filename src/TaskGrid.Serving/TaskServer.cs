using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using TaskGrid.Diffs;
using TaskGrid.Models;
using TaskGrid.Serving.Batching;
using TaskGrid.Serving.Kernels;
using TaskGrid.Serving.Mixed;
using TaskGrid.Serving.Modes;
using TaskGrid.Serving.Resident;
using TaskGrid.Serving.Tensors;
using TaskGrid.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace TaskGrid.Serving;

/// <summary>
/// Answers for any number of tasks over one copy of their base. Safe for concurrent use: what is asked for at once is
/// answered together.
/// </summary>
public sealed class TaskServer : IDisposable
{
    private readonly Lock _turn = new();
    private readonly BaseModel _base;
    private readonly ServingOptions _options;
    private readonly int _threads;
    private readonly EncoderParts _parts;
    private readonly IServedParameters _parameters;
    private readonly EncoderWeights _weights;
    private readonly WorkCrew? _crew;
    private readonly IMixedTap _tap;
    private readonly PassCounts _counts;

    private readonly ConcurrentQueue<ResidentTask> _forgotten = new();

    // Of the rows that are being scored.
    private readonly Dictionary<ResidentTask, int> _tokens = [];
    private readonly HashSet<ResidentTask> _answered = [];

    private readonly MergedMode _merged;
    private readonly SwitchMode _switch;
    private readonly ServingCosts _costs;
    private readonly IServingMode[] _modes;
    private readonly long[] _rows;
    private readonly BatchScheduler _scheduler;
    private ServingChoice? _last;

    // As the last turn left them: who asks for the status does not wait for the turn that is being computed.
    private readonly Lock _shown = new();
    private readonly long[] _shownRows;
    private (int MergedTasks, long MergedBytes, long DeviceBytes, ServingChoice? Last, double Padding) _shownRest;

    private bool _isDisposed;

    /// <summary>Prepares a base for serving and measures what the modes cost.</summary>
    /// <param name="model">The base; it stays the caller's.</param>
    /// <param name="options">Settings; null: the defaults.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.BaseUnsupported"/>: a layer is wider than 65,534;
    /// <see cref="ErrorCodes.InvalidArgument"/>: threads.</exception>
    public TaskServer(BaseModel model, ServingOptions? options = null)
    {
        (_base, _options) = (model, options ?? new ServingOptions());
        _threads = _options.Threads ?? TorchRuntime.Threads;
        TorchRuntime.SetThreads(_threads);
        _counts = new PassCounts(model.Info.Name);
        using var scope = NewDisposeScope();
        var tensors = _options.TensorProducts || model.Device.type != DeviceType.CPU;
        try
        {
            _parameters = tensors ? new TensorParameters(model, _options.Half) : new ServedParameters(model, _options.Half);
            _weights = new EncoderWeights(model.Config, model.Layout, _parameters.Flat);
            _parts = EncoderParts.Of(_weights);
            _crew = tensors ? null : new WorkCrew(_threads);
            var dense = _options.Half ? null : DenseKernel.Supported.FirstOrDefault(each => model.Config.HiddenSize % each.Lanes == 0);
            var own = _crew is null ? null : new PassKernels(dense, _crew);
            _tap = _crew is null
                ? new TensorMixedTap(
                    _parts, model.Config.LayerNormEpsilon, new TensorTasks(_options.MaxDeviceBytes, model.Device))
                : new MixedTap(_parts, model, SideKernel.Best, _crew, own);
            if (own is { MostTokens: > 0 }) own.MostTokens = CostProbe.SmallTokens(_weights, own);
            _costs = CostProbe.Measure(
                _parts, _parameters, _weights, model.Layout, tensors ? null : SideKernel.Best, _tap, own);
            var tokens = BatchTokens = _options.Batching.MaxTokens ?? _costs.BatchTokens;
            Plain = new ForwardPass(_weights, tokens, null, _counts, own);
            _switch = new SwitchMode(
                _parameters,
                Plain,
                _costs,
                () => CostProbe.Switch(_parts, _parameters, model.Layout));
            _merged = new MergedMode(model, _parameters, _costs, _options.MaxMergedBytes, tokens, _counts, _options.Time, own);
            _modes =
            [
                new MixedMode(_parameters, new ForwardPass(_weights, tokens, _tap, _counts), _costs, tensors ? 1 : _threads),
                _switch,
                _merged,
            ];
            (_rows, _shownRows) = (new long[_modes.Length], new long[_modes.Length]);
            var tokenSeconds = _costs.TokenSeconds + (_costs.LargePassSeconds / tokens);
            _scheduler = new BatchScheduler(
                rows => TorchFailure.Translate(static batch => batch.Server.Score(batch.Rows), (Server: this, Rows: rows)),
                _options.Batching,
                tokens,
                tokenSeconds,
                model.Info.Name);
        }
        catch
        {
            Release();
            throw;
        }
    }

    /// <summary>Tokens of a batch.</summary>
    internal int BatchTokens { get; }

    /// <summary>Passes over the base as it is; not beside the server's own.</summary>
    internal ForwardPass Plain { get; }

    /// <summary>What was done, and why, up to the last batch that is answered.</summary>
    public ServingStatus Status
    {
        get
        {
            lock (_shown)
            {
                return new ServingStatus
                {
                    Kernel = _tap.Kernel,
                    Precision = _options.Half ? "bf16" : "fp32",
                    Threads = _threads,
                    Costs = _costs with { SwitchEntrySeconds = _switch.EntrySeconds },
                    Rows = _modes.ToDictionary(mode => mode.Mode, mode => _shownRows[(int)mode.Mode]),
                    MergedTasks = _shownRest.MergedTasks,
                    MergedBytes = _shownRest.MergedBytes,
                    DeviceBytes = _shownRest.DeviceBytes,
                    LastChoice = _shownRest.Last,
                    Padding = _shownRest.Padding,
                    Batching = _scheduler.Status,
                };
            }
        }
    }

    /// <summary>Ends when no merged copy is being made; for tests.</summary>
    internal Task Made
    {
        get
        {
            lock (_turn) return _merged.Made;
        }
    }

    /// <summary>Lays a task out for serving. It is memory only; drop the last reference to free it.</summary>
    /// <param name="diff">The task's diff, head and labels.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.DiffBaseMismatch"/>: the diff belongs to another base;
    /// <see cref="ErrorCodes.DiffInvalid"/>: the head does not fit the base and the labels.</exception>
    public ResidentTask Load(TaskDiff diff) => new(_parts, _base, diff);

    /// <summary>Drops what the server keeps for a task beside the task itself: its merged copy, its entries on a device. At once, or
    /// after the batch that is being computed; the caller does not wait for it.</summary>
    public void Forget(ResidentTask task)
    {
        task.IsForgotten = true;
        _forgotten.Enqueue(task);
        DropForgotten();
    }

    /// <summary>Logits of texts of one task, in batches with those of others.</summary>
    /// <param name="tenant">Who asks; tenants take turns, and within a tenant its tasks.</param>
    /// <param name="task">The task.</param>
    /// <param name="inputs">The texts, encoded for the base.</param>
    /// <param name="cancellationToken">Takes what waits out of the queue.</param>
    /// <returns>Each text's logits [L], in their order; for regression the value [1].</returns>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.ServerBusy"/>: too much waits; when to try again is in it.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The server has ended.</exception>
    public Task<float[][]> ScoreAsync(
        string tenant, ResidentTask task, IReadOnlyList<EncodedInput> inputs, CancellationToken cancellationToken = default) =>
        _scheduler.ScoreAsync(tenant, task, inputs, cancellationToken);

    /// <summary>Logits of rows of any tasks, at once: a batch that is put together elsewhere. Calls take turns.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    /// <returns>Each row's logits [L], in the rows' order; for regression the value [1].</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The server has ended; its threads would not come.</exception>
    public float[][] Score(IReadOnlyList<ServingRow> rows, CancellationToken cancellationToken = default)
    {
        try
        {
            return ScoreInTurn(rows, cancellationToken);
        }
        finally
        {
            DropForgotten();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _scheduler.Dispose();
        lock (_turn)
        {
            if (_isDisposed) return;
            _isDisposed = true;
            Release();
        }
    }

    // Also of a server that could not be built whole.
    private void Release()
    {
        _merged?.Dispose();
        _tap?.Dispose();
        _crew?.Dispose();
        _weights?.Dispose();
        _parameters?.Dispose();
    }

    private float[][] ScoreInTurn(IReadOnlyList<ServingRow> rows, CancellationToken cancellationToken)
    {
        var logits = new float[rows.Count][];
        for (var r = 0; r < logits.Length; r++) logits[r] = new float[rows[r].Task.Outputs];
        lock (_turn)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            TorchRuntime.SetThreads(_threads);
            _tokens.Clear(); // after a failure
            _answered.Clear();
            for (var r = 0; r < logits.Length; r++)
                CollectionsMarshal.GetValueRefOrAddDefault(_tokens, rows[r].Task, out _) += rows[r].Input.Ids.Length;
            _merged.TakeMade();
            foreach (var (task, tokens) in _tokens)
            {
                var mode = Choose(new TaskLoad(task, tokens, _tokens.Count == 1));
                if (mode.Mode != ServingMode.Mixed && TryScore(mode, task, rows, logits, cancellationToken)) _answered.Add(task);
                else if (mode.Mode != ServingMode.Mixed) _last = _last is { } last ? last with { Mode = ServingMode.Mixed } : null;
            }

            if (_answered.Count < _tokens.Count)
                TryScore(_modes[(int)ServingMode.Mixed], null, rows, logits, cancellationToken);
            _tokens.Clear();
            _answered.Clear();
            Show();
        }

        return logits;
    }

    private void Show()
    {
        lock (_shown)
        {
            _rows.CopyTo(_shownRows, 0);
            _shownRest = (_merged.Tasks, _merged.Bytes, _tap.DeviceBytes, _last, _counts.Padding);
        }
    }

    // Whoever has the turn looks again when it has given it back, so none is left behind.
    private void DropForgotten()
    {
        while (!_forgotten.IsEmpty && _turn.TryEnter())
        {
            try
            {
                while (_forgotten.TryDequeue(out var task))
                {
                    _merged.Forget(task);
                    _tap.Forget(task.Overrides);
                }

                Show();
            }
            finally
            {
                _turn.Exit();
            }
        }
    }

    private IServingMode Choose(in TaskLoad load)
    {
        if (_options.Mode == ServingMode.Merged) _merged.Require(load.Task);
        if (_options.Mode is { } only) return _modes[(int)only];
        var (mixed, switched, merged) =
            (_modes[0].ExtraSeconds(load), _modes[1].ExtraSeconds(load), _merged.ExtraSeconds(load));
        var other = Math.Min(mixed, switched);
        var mode = merged <= other ? ServingMode.Merged : mixed <= switched ? ServingMode.Mixed : ServingMode.Switch;
        if (mode == ServingMode.Merged) _merged.Save(load.Task, other - merged);
        else _merged.Owe(load.Task, other - (load.IsOnly ? 0 : _costs.PassSeconds));
        if (_costs.TokenSeconds > 0) load.Task.ExtraTokens = Math.Min(merged, other) / _costs.TokenSeconds;
        _last = new ServingChoice(mode, load.Tokens, mixed, switched, merged);
        return _modes[(int)mode];
    }

    // Of one task the rows, or with null all that are not answered yet.
    private bool TryScore(
        IServingMode mode,
        ResidentTask? only,
        IReadOnlyList<ServingRow> rows,
        float[][] logits,
        CancellationToken cancellationToken)
    {
        var isPart = only is null ? _answered.Count > 0 : _tokens.Count > 1;
        if (isPart) (rows, logits) = Choose(only, rows, logits);
        if (!mode.TryScore(rows, logits, cancellationToken)) return false;
        _rows[(int)mode.Mode] += rows.Count;
        return true;
    }

    private (ServingRow[] Rows, float[][] Logits) Choose(ResidentTask? only, IReadOnlyList<ServingRow> rows, float[][] logits)
    {
        int[] chosen = [.. Enumerable.Range(0, rows.Count).Where(
            r => only is null ? !_answered.Contains(rows[r].Task) : rows[r].Task == only)];
        return (Array.ConvertAll(chosen, r => rows[r]), Array.ConvertAll(chosen, r => logits[r]));
    }
}
