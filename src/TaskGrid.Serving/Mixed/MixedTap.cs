using System.Runtime.InteropServices;
using TaskGrid.Models;
using TaskGrid.Serving.Kernels;
using TaskGrid.Serving.Resident;
using TaskGrid.Torch;
using static TorchSharp.torch;

namespace TaskGrid.Serving.Mixed;

/// <summary>By kernels over the activations' memory, on the processor.</summary>
internal sealed unsafe class MixedTap : IMixedTap, IPanelWork
{
    private readonly EncoderParts _parts;
    private readonly BaseModel _base;
    private readonly SideKernel _kernel;
    private readonly WorkCrew _crew;
    private readonly PassKernels? _own;
    private readonly PanelScratch[] _scratch;
    private readonly float _epsilon;
    private readonly List<Panel> _tokenPanels = [];
    private readonly List<Panel> _rowPanels = [];

    // What the crew works on.
    private TokenBatch? _batch;
    private List<Panel> _panels = [];
    private Stage _stage;
    private int _number;
    private Activations _x;
    private Activations _y;

    /// <summary>Makes the memory that it works with.</summary>
    /// <param name="parts">The encoder.</param>
    /// <param name="model">The base.</param>
    /// <param name="kernel">The kernel.</param>
    /// <param name="crew">Who works; stays the caller's.</param>
    /// <param name="own">Computes other parts of a pass; null: libtorch computes all.</param>
    public MixedTap(EncoderParts parts, BaseModel model, SideKernel kernel, WorkCrew crew, PassKernels? own = null)
    {
        (_parts, _base, _kernel, _crew, _own) = (parts, model, kernel, crew, own);
        _epsilon = (float)model.Config.LayerNormEpsilon;
        var widest = parts.Linears.Max(linear => linear.Columns);
        _scratch = [.. Enumerable.Range(0, crew.Threads).Select(_ => new PanelScratch(widest))];
    }

    private enum Stage
    {
        Embed,
        Multiply,
        Normalize,
    }

    /// <inheritdoc/>
    public string Kernel => _kernel.Name;

    /// <inheritdoc/>
    public long DeviceBytes => 0;

    /// <inheritdoc/>
    public void Begin(ReadOnlySpan<SparseOverrides> rows, TokenBatch batch)
    {
        End(); // after a failure
        _batch = batch;
        for (var first = 0; first < rows.Length;)
        {
            var end = first + 1;
            while (end < rows.Length && rows[end] == rows[first]) end++;
            Cut(rows[first], batch.StartOf(first), batch.StartOf(end), _tokenPanels);
            Cut(rows[first], first, end, _rowPanels);
            first = end;
        }
    }

    /// <inheritdoc/>
    public Tensor Embedded(TokenBatch batch, Tensor sum)
    {
        _y = Memory(sum, _parts.TableWidth);
        Run(Stage.Embed, _tokenPanels);
        return sum;
    }

    /// <inheritdoc/>
    public Tensor? Linear(WeightView weight, WeightView bias, Tensor input) => _own?.Linear(weight, bias, input);

    /// <inheritdoc/>
    public Tensor? Normalize(WeightView scale, WeightView shift, Tensor input, double epsilon) =>
        _own?.Normalize(scale, shift, input, epsilon);

    /// <inheritdoc/>
    public void Product(WeightView weight, Tensor input, Tensor output)
    {
        _number = _parts.NumberOf(weight);
        var part = _parts.Linears[_number];
        (_x, _y) = (Memory(input, part.Columns), Memory(output, part.Rows));
        Run(Stage.Multiply, PanelsOf(output));
    }

    /// <inheritdoc/>
    public void Normalized(WeightView scale, Tensor input, Tensor output)
    {
        _number = _parts.NumberOf(scale);
        var width = _parts.Norms[_number].Width;
        (_x, _y) = (Memory(input, width), Memory(output, width));
        Run(Stage.Normalize, PanelsOf(output));
    }

    /// <inheritdoc/>
    public void End()
    {
        _batch = null;
        _tokenPanels.Clear();
        _rowPanels.Clear();
    }

    /// <inheritdoc/>
    public void Forget(SparseOverrides task)
    {
    }

    /// <inheritdoc/>
    public void Do(int item, int worker)
    {
        var panel = CollectionsMarshal.AsSpan(_panels)[item];
        switch (_stage)
        {
            case Stage.Embed: Embed(panel); break;
            case Stage.Multiply: Multiply(panel, _scratch[worker]); break;
            default: Normalize(panel); break;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var scratch in _scratch) scratch.Dispose();
    }

    private static void Cut(SparseOverrides overrides, int first, int end, List<Panel> panels)
    {
        for (var token = first; token < end; token += SideKernel.Tokens)
            panels.Add(new Panel(overrides, token, Math.Min(SideKernel.Tokens, end - token)));
    }

    private static Activations Memory(Tensor tensor, int width)
    {
        // Native memory: it stays where it is for as long as the tensor lives.
        if (tensor.dtype == ScalarType.BFloat16)
            fixed (ushort* halves = TorchDialect.Elements<ushort>(tensor)) return new Activations(halves, width, half: true);
        fixed (float* floats = TorchDialect.Elements<float>(tensor)) return new Activations(floats, width, half: false);
    }

    // Where the last layer and the pooler see the first token alone, a row is one token.
    private List<Panel> PanelsOf(Tensor output) =>
        output.numel() == (long)_batch!.Rows * _y.Width ? _rowPanels : _tokenPanels;

    private void Run(Stage stage, List<Panel> panels)
    {
        (_stage, _panels) = (stage, panels);
        foreach (var panel in panels)
        {
            if (!HasWork(panel.Overrides)) continue;
            _crew.Run(panels.Count, this);
            return;
        }
    }

    // Where no panel has any, the crew's helpers would be woken for nothing.
    private bool HasWork(SparseOverrides overrides) => _stage switch
    {
        Stage.Embed => overrides.Tables is not null,
        Stage.Multiply => overrides.Has(_number),
        _ => overrides.NormStarts[_number] < overrides.NormStarts[_number + 1],
    };

    private void Embed(Panel panel)
    {
        var overrides = panel.Overrides;
        if (overrides.Tables is null) return;
        for (var token = panel.Token; token < panel.Token + panel.Count; token++)
        {
            AddTableRow(overrides, _batch!.FlatIds[token], token);
            AddTableRow(overrides, _parts.WordRows + _batch.PositionOf(token), token);
            if (_parts.TypeRows > 0)
                AddTableRow(overrides, _parts.WordRows + _parts.PositionRows + _batch.FlatTypes[token], token);
        }
    }

    private void AddTableRow(SparseOverrides overrides, int row, int token)
    {
        var target = _y.At(token, 0);
        var (start, end) = overrides.Tables![row];
        for (var e = start; e < end; e++)
        {
            var (column, value) = (overrides.Columns[e], overrides.Values[e]);
            if (_y.Half) Bf16Element.Store(target, column, Bf16Element.Load(target, column) + value);
            else Fp32Element.Store(target, column, Fp32Element.Load(target, column) + value);
        }
    }

    private void Multiply(Panel panel, PanelScratch scratch)
    {
        if (!panel.Overrides.Has(_number)) return;
        var part = _parts.Linears[_number];
        _kernel.Pack(_x.From(panel.Token), panel.Count, scratch.X);
        new Span<float>(scratch.X + (part.Columns * SideKernel.Tokens), SideKernel.Tokens).Fill(1); // times the bias
        var cursor = panel.Overrides.Cursor(_number);
        var y = _y.From(panel.Token);
        for (var first = 0; first < part.Rows; first += SideKernel.BlockRows)
        {
            var rows = Math.Min(SideKernel.BlockRows, part.Rows - first);
            if (cursor.SkipEmpty(rows)) continue;
            _kernel.Multiply(scratch.X, ref cursor, rows, scratch.Sums);
            _kernel.Add(scratch.Sums, rows, y, panel.Count, first);
        }
    }

    private void Normalize(Panel panel)
    {
        var overrides = panel.Overrides;
        var (start, end) = (overrides.NormStarts[_number], overrides.NormStarts[_number + 1]);
        if (start == end) return;
        var norm = _parts.Norms[_number];
        var features = overrides.NormColumns.AsSpan(start, end - start);
        Span<float> scales = stackalloc float[features.Length];
        Span<float> shifts = stackalloc float[features.Length];
        var values = _base.Values;
        for (var f = 0; f < features.Length; f++)
        {
            scales[f] = values[norm.Scale + features[f]] + overrides.NormScales[start + f];
            shifts[f] = values[norm.Shift + features[f]] + overrides.NormShifts[start + f];
        }

        NormKernel.Rewrite(
            _x.From(panel.Token), _y.From(panel.Token), panel.Count, features, scales, shifts, _epsilon);
    }
}
