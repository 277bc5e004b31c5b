using TaskGrid.Models;
using TaskGrid.Serving.Kernels;
using TaskGrid.Serving.Mixed;
using TaskGrid.Serving.Resident;
using TaskGrid.Torch;
using static TorchSharp.torch;

namespace TaskGrid.Serving.Tensors;

/// <summary>
/// By operations of the tensor library, where the base is: of each linear map all tasks' entries at once, gathered from
/// panels of 32 tokens, multiplied and added up. Everything that one task changes is computed in fp32. A device is told ten
/// operations a linear map, however many tasks a batch has.
/// </summary>
/// <param name="parts">The encoder.</param>
/// <param name="epsilon">ε of the normalizations.</param>
/// <param name="tasks">Tasks where the base is.</param>
internal sealed class TensorMixedTap(EncoderParts parts, double epsilon, TensorTasks tasks) : IMixedTap
{
    private const int Tokens = SideKernel.Tokens;

    // Products of entries and tokens at a time: 64 MiB.
    private const int MostProducts = 1 << 24;

    private readonly Dictionary<(int Panels, int Columns), Tensor> _laidOut = [];
    private SparseOverrides[] _overrides = [];
    private TensorTask[] _tasks = [];
    private int[] _taskOfRow = [];
    private TokenBatch? _batch;
    private TensorPanels? _tokenPanels;
    private TensorPanels? _rowPanels;
    private Tensor? _taskOfToken;
    private Tensor? _taskOfFirst;
    private Tensor? _norms;
    private TensorEntries? _tokenEntries;
    private TensorEntries? _rowEntries;

    /// <inheritdoc/>
    public string Kernel => "tensors";

    /// <inheritdoc/>
    public long DeviceBytes => tasks.Bytes;

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
            TorchDialect.One);
        sum.copy_(changes.view(sum.shape).add_(sum, TorchDialect.One));
        return sum;
    }

    /// <inheritdoc/>
    public void Product(WeightView weight, Tensor input, Tensor output)
    {
        var number = parts.NumberOf(weight);
        if (_tasks.All(task => task.Linear(number).Count == 0)) return;
        using var scope = NewDisposeScope();
        var (part, areFirsts) = (parts.Linears[number], IsFirsts(output, parts.Linears[number].Rows));
        var panels = areFirsts ? _rowPanels! : _tokenPanels!;
        var (entries, count) = (EntriesOf(number, areFirsts, panels), panels.Tasks.Length);
        var laid = LaidOut(count, part.Columns);
        laid.narrow(1, 0, part.Columns).copy_(
            input.view(-1, part.Columns).index_select(0, panels.Sources).view(count, Tokens, part.Columns).transpose(1, 2));
        var sums = zeros([count * part.Rows, Tokens], ScalarType.Float32, output.device);
        var (start, end) = entries.Of(number);
        for (; start < end; start += MostProducts / Tokens)
        {
            using var temporary = NewDisposeScope();
            Tensor Take(Tensor of) => of.narrow(0, start, Math.Min(MostProducts / Tokens, end - start));
            var products = laid.view(-1, Tokens).index_select(0, Take(entries.Inputs)).mul_(Take(entries.Values).unsqueeze(1));
            sums.index_add_(0, Take(entries.Outputs), products, TorchDialect.One);
        }

        var y = output.view(-1, part.Rows);
        var changes = sums.view(count, part.Rows, Tokens).transpose(1, 2).reshape(-1, part.Rows).index_select(0, panels.Places);
        y.copy_(changes.add_(y, TorchDialect.One));
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
        var changes = normal.mul_(Changes(first)).add_(Changes(first + (_norms!.shape[1] / 2)), TorchDialect.One);
        y.copy_(changes.add_(y, TorchDialect.One));
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

    private TensorEntries EntriesOf(int number, bool areFirsts, TensorPanels panels)
    {
        ref var entries = ref areFirsts ? ref _rowEntries : ref _tokenEntries;
        if (entries?.Has(number) == true) return entries;
        entries?.Dispose();
        return entries = TensorEntries.Join(parts, _tasks, panels, number);
    }

    // Room for activations feature by feature, and ones behind them for the bias: [panels, in + 1, 32].
    private Tensor LaidOut(int panels, int columns)
    {
        if (_laidOut.TryGetValue((panels, columns), out var laid)) return laid;
        laid = ones([panels, columns + 1, Tokens], ScalarType.Float32, _norms!.device).DetachFromDisposeScope();
        _laidOut.Add((panels, columns), laid);
        return laid;
    }

    /// <inheritdoc/>
    public void End()
    {
        _tokenPanels?.Dispose();
        _rowPanels?.Dispose();
        _taskOfToken?.Dispose();
        _taskOfFirst?.Dispose();
        _norms?.Dispose();
        _tokenEntries?.Dispose();
        _rowEntries?.Dispose();
        (_tokenEntries, _rowEntries, _batch, _overrides, _tasks) = (null, null, null, [], []);
        foreach (var laid in _laidOut.Values) laid.Dispose();
        _laidOut.Clear();
    }
}
