using System.Runtime.CompilerServices;
using TaskGrid.Models;
using TaskGrid.Serving.Kernels;
using TaskGrid.Torch;
using static TorchSharp.torch;

namespace TaskGrid.Serving.Mixed;

/// <summary>
/// Computes by kernels of our own what libtorch 1.13 is slow at on the processor: linear maps of few tokens in fp32, and layer
/// normalizations in bf16. One pass at a time.
/// </summary>
/// <param name="dense">The kernel of linear maps; null: libtorch computes them.</param>
/// <param name="crew">Who works; stays the caller's.</param>
internal sealed unsafe class PassKernels(DenseKernel? dense, WorkCrew crew) : IForwardTap, IPanelWork
{
    // What one thread takes at once: rows of W, tokens.
    private const int PartRows = 64, PartTokens = 32;

    // Less is done before another thread is awake: multiplications, features.
    private const long LeastMultiplied = 4_000_000, LeastNormalized = 200_000;

    private readonly long[] _ofTwo = new long[2];
    private readonly long[] _ofThree = new long[3];

    // Of weights: TorchSharp's package makes objects to find them.
    private readonly ConditionalWeakTable<Tensor, StrongBox<nint>> _addresses = [];

    // What the crew works on.
    private bool _multiplies;
    private void* _x;
    private void* _w;
    private void* _bias;
    private void* _y;
    private int _tokens;
    private int _rows;
    private int _columns;
    private int _part;
    private float _epsilon;

    /// <summary>The most tokens for which that is faster than libtorch's linear maps; all, until it is measured.</summary>
    public int MostTokens { get; set; } = dense is null ? 0 : int.MaxValue;

    /// <inheritdoc/>
    public Tensor Embedded(TokenBatch batch, Tensor sum) => sum;

    /// <inheritdoc/>
    public Tensor? Linear(WeightView weight, WeightView bias, Tensor input)
    {
        if (dense is null || input.dtype != ScalarType.Float32) return null;
        (_rows, _columns) = (bias.Count, weight.Count / bias.Count);
        var tokens = input.numel() / _columns;
        if (tokens > MostTokens || _rows % DenseKernel.Rows != 0 || _columns % dense.Lanes != 0 || !input.is_contiguous()) return null;
        _multiplies = true;
        var output = Begin(input, weight.Tensor, bias.Tensor, (int)tokens);
        Run(_rows, PartRows, tokens * weight.Count >= LeastMultiplied);
        return output;
    }

    /// <inheritdoc/>
    public Tensor? Normalize(WeightView scale, WeightView shift, Tensor input, double epsilon)
    {
        if (input.dtype != ScalarType.BFloat16 || !input.is_contiguous()) return null;
        (_multiplies, _rows, _columns, _epsilon) = (false, scale.Count, scale.Count, (float)epsilon);
        var output = Begin(input, scale.Tensor, shift.Tensor, (int)(input.numel() / _columns));
        Run(_tokens, PartTokens, input.numel() >= LeastNormalized);
        return output;
    }

    /// <inheritdoc/>
    public void Product(WeightView weight, Tensor input, Tensor output)
    {
    }

    /// <inheritdoc/>
    public void Do(int item, int worker)
    {
        var first = item * _part;
        if (_multiplies)
        {
            dense!.Multiply(
                (float*)_x, _tokens, (float*)_w + ((long)first * _columns), (float*)_bias + first, Math.Min(_part, _rows - first), _columns,
                (float*)_y + first, _rows);
        }
        else
        {
            var (x, y) = (new Activations(_x, _columns, half: true), new Activations(_y, _columns, half: true));
            NormKernel.Normalize<Bf16Element>(x.From(first), _w, _bias, y.From(first), Math.Min(_part, _tokens - first), _epsilon);
        }
    }

    // Native memory: it stays where it is for as long as the tensor lives.
    private static void* Memory(Tensor tensor)
    {
        if (tensor.dtype == ScalarType.BFloat16)
            fixed (ushort* halves = TorchDialect.Elements<ushort>(tensor)) return halves;
        fixed (float* floats = TorchDialect.Elements<float>(tensor)) return floats;
    }

    private void* AddressOf(Tensor weight) =>
        (void*)_addresses.GetValue(weight, static tensor => new StrongBox<nint>((nint)Memory(tensor))).Value;

    private Tensor Begin(Tensor input, Tensor weight, Tensor bias, int tokens)
    {
        var output = empty(Shape(input), input.dtype, input.device);
        _tokens = tokens;
        _x = Memory(input);
        _w = AddressOf(weight);
        _bias = AddressOf(bias);
        _y = Memory(output);
        return output;
    }

    private void Run(int count, int part, bool isShared)
    {
        isShared = isShared && crew.Threads > 1;
        _part = isShared ? part : count;
        if (isShared) crew.Run((count + part - 1) / part, this);
        else Do(0, 0);
    }

    // [..., rows], in an array that is there already: a pass has many products.
    private long[] Shape(Tensor input)
    {
        var shape = input.dim() == 2 ? _ofTwo : _ofThree;
        for (var d = 0; d < shape.Length - 1; d++) shape[d] = input.size(d);
        shape[^1] = _rows;
        return shape;
    }
}
