using TaskGrid.Models;
using TaskGrid.Serving.Kernels;
using TaskGrid.Serving.Mixed;
using TaskGrid.Serving.Resident;
using TaskGrid.Torch;
using static TorchSharp.torch;

namespace TaskGrid.Serving.Tensors;

/// <summary>
/// By operations of the tensor library, where the base is: of each linear map all tasks' entries at once, gathered from
/// panels of 32 tokens, multiplied and added up. Everything that one task changes is computed in fp32.
/// </summary>
/// <param name="parts">The encoder.</param>
/// <param name="epsilon">ε of the normalizations.</param>
/// <param name="tasks">Tasks where the base is.</param>
internal sealed class TensorMixedTap(EncoderParts parts, double epsilon, TensorTasks tasks) : IMixedTap
{
    private const int Tokens = SideKernel.Tokens;

    // Products of entries and tokens at a time: 64 MiB.
    private const int MostProducts = 1 << 24;

    private SparseOverrides[] _overrides = [];
    private TensorTask[] _tasks = [];
    private int[] _taskOfRow = [];
    private TokenBatch? _batch;
    private TensorPanels? _tokenPanels;
    private TensorPanels? _rowPanels;
    private Tensor? _taskOfToken;
    private Tensor? _taskOfFirst;
    private Tensor? _norms;

    /// <inheritdoc/>
    public string Kernel => "tensors";

    /// <inheritdoc/>
    public void Begin(ReadOnlySpan<SparseOverrides> rows, TokenBatch batch)
    {
        End();
        _batch = batch;
        var (overrides, taskOfRow) = (new List<SparseOverrides>(), new int[rows.Length]);
        var (rowEnds, tokenEnds) = (new List<int>(), new List<int>());
        for (var row = 0; row < rows.Length; row++)
        {
            if (row == 0 || rows[row] != rows[row - 1])
            {
                overrides.Add(rows[row]);
                rowEnds.Add(row);
                tokenEnds.Add(0);
            }

            (rowEnds[^1], tokenEnds[^1], taskOfRow[row]) = (row + 1, batch.StartOf(row + 1), overrides.Count - 1);
        }

        using var scope = NewDisposeScope();
        var device = batch.Ids.device;
        (_overrides, _taskOfRow) = ([.. overrides], taskOfRow);
        _tasks = tasks.Take(_overrides);
        (_tokenPanels, _rowPanels) = (TensorPanels.Cut(tokenEnds, device), TensorPanels.Cut(rowEnds, device));
        _norms = stack(_tasks.Select(task => task.Norms)).DetachFromDisposeScope(); // [tasks, 2 · widths]
        _taskOfToken = Numbers(Enumerable.Range(0, taskOfRow.Length).SelectMany(
            row => Enumerable.Repeat(taskOfRow[row], batch.StartOf(row + 1) - batch.StartOf(row))), device);
        _taskOfFirst = Numbers(taskOfRow, device);
    }

    /// <inheritdoc/>
    public void Forget(SparseOverrides task) => tasks.Forget(task);

    /// <inheritdoc/>
    public Tensor Embedded(TokenBatch batch, Tensor sum)
    {
        var (places, values) = (new List<long>(), new List<float>());
        for (var row = 0; row < _taskOfRow.Length; row++)
        {
            var overrides = _overrides[_taskOfRow[row]];
            if (overrides.Tables is null) continue;
            for (var token = batch.StartOf(row); token < batch.StartOf(row + 1); token++)
            {
                AddTableRow(overrides, batch.FlatIds[token], token, places, values);
                AddTableRow(overrides, parts.WordRows + batch.PositionOf(token), token, places, values);
                if (parts.TypeRows == 0) continue;
                AddTableRow(
                    overrides, parts.WordRows + parts.PositionRows + batch.FlatTypes[token], token, places, values);
            }
        }

        if (places.Count == 0) return sum;
        using var scope = NewDisposeScope();
        var changes = zeros([sum.NumberOfElements], ScalarType.Float32, sum.device).index_add_(
            0,
            DeviceMemory.Send(tensor(places.ToArray()), sum.device),
            DeviceMemory.Send(tensor(values.ToArray()), sum.device),
            1);
        sum.copy_(changes.view(sum.shape).add_(sum));
        return sum;
    }

    /// <inheritdoc/>
    public void Product(WeightView weight, Tensor input, Tensor output)
    {
        var number = parts.NumberOf(weight);
        if (_tasks.All(task => task.Linear(number).Count == 0)) return;
        using var scope = NewDisposeScope();
        var part = parts.Linears[number];
        var panels = IsFirsts(output, part.Rows) ? _rowPanels! : _tokenPanels!;
        var x = input.view(-1, part.Columns).to(ScalarType.Float32);
        var sums = zeros([panels.Tasks.Length * Tokens, part.Rows], ScalarType.Float32, output.device);
        for (var first = 0; first < panels.Tasks.Length;)
        {
            var (end, entries) = (first, 0L);
            for (; end < panels.Tasks.Length; end++)
            {
                entries += _tasks[panels.Tasks[end]].Linear(number).Count;
                if (end > first && entries * Tokens > MostProducts) break;
            }

            if (entries > 0) AddPanels(part, number, panels, first, end - first, x, sums);
            first = end;
        }

        var y = output.view(-1, part.Rows);
        y.copy_(sums.index_select(0, panels.Places).add_(y));
    }

    /// <inheritdoc/>
    public void Normalized(WeightView scale, Tensor input, Tensor output)
    {
        var number = parts.NumberOf(scale);
        if (!_tasks.Any(task => task.ChangesNorm(number))) return;
        using var scope = NewDisposeScope();
        var width = parts.Norms[number].Width;
        var first = parts.Norms.Take(number).Sum(norm => norm.Width);
        var tasksOf = IsFirsts(output, width) ? _taskOfFirst! : _taskOfToken!;
        Tensor Changes(long at) => _norms!.narrow(1, at, width).index_select(0, tasksOf); // [N, width]
        var normal = nn.functional.layer_norm(input.view(-1, width).to(ScalarType.Float32), [width], null, null, epsilon);
        var y = output.view(-1, width);
        y.copy_(normal.mul_(Changes(first)).add_(Changes(first + (_norms!.shape[1] / 2))).add_(y));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        End();
        tasks.Dispose();
    }

    private static Tensor Numbers(IEnumerable<int> numbers, Device device) =>
        DeviceMemory.Send(tensor(numbers.Select(number => (long)number).ToArray()), device).DetachFromDisposeScope();

    // Where the last layer and the pooler see the first token alone, a row is one token.
    private bool IsFirsts(Tensor output, int width) => output.NumberOfElements == (long)_batch!.Rows * width;

    private void AddTableRow(SparseOverrides overrides, int row, int token, List<long> places, List<float> values)
    {
        var (start, end) = overrides.Tables![row];
        for (var e = start; e < end; e++)
        {
            places.Add(((long)token * parts.TableWidth) + overrides.Columns[e]);
            values.Add(overrides.Values[e]);
        }
    }

    private void AddPanels(
        LinearPart part, int number, TensorPanels panels, int first, int count, Tensor x, Tensor sums)
    {
        using var scope = NewDisposeScope();
        var own = panels.Tasks.AsSpan(first, count).ToArray().Select(task => _tasks[task]).ToArray();
        var lengths = Array.ConvertAll(own, task => (long)task.Linear(number).Count);
        Tensor Join(Func<TensorTask, Tensor> of) => cat([.. own.Select(task => of(task).narrow(
            0, task.Linear(number).Start, task.Linear(number).Count))]);
        var panelOf = arange((long)count, ScalarType.Int64, x.device)
            .repeat_interleave(DeviceMemory.Send(tensor(lengths), x.device), 0, lengths.Sum()); // [entries]

        // Activations feature by feature, and ones behind them for the bias: [panels, in + 1, 32].
        var laid = ones([count, part.Columns + 1, Tokens], ScalarType.Float32, x.device);
        laid.narrow(1, 0, part.Columns).copy_(
            x.index_select(0, panels.Sources.narrow(0, first * Tokens, count * Tokens))
                .view(count, Tokens, part.Columns).transpose(1, 2));
        var products = laid.view(-1, Tokens)
            .index_select(0, panelOf.mul(part.Columns + 1).add_(Join(task => task.Columns)))
            .mul_(Join(task => task.Values).unsqueeze(1)); // [entries, 32]
        var added = zeros([count * part.Rows, Tokens], ScalarType.Float32, x.device)
            .index_add_(0, panelOf.mul(part.Rows).add_(Join(task => task.Rows)), products, 1);
        sums.narrow(0, first * Tokens, count * Tokens).view(count, Tokens, part.Rows)
            .copy_(added.view(count, part.Rows, Tokens).transpose(1, 2));
    }

    private void End()
    {
        _tokenPanels?.Dispose();
        _rowPanels?.Dispose();
        _taskOfToken?.Dispose();
        _taskOfFirst?.Dispose();
        _norms?.Dispose();
    }
}
