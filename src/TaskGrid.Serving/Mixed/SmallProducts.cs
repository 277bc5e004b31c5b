using TaskGrid.Models;
using TaskGrid.Serving.Kernels;
using TaskGrid.Torch;
using static TorchSharp.torch;

namespace TaskGrid.Serving.Mixed;

/// <summary>Computes the linear maps of a pass itself where they are of few tokens, fp32, on the processor; one pass at a time.</summary>
/// <param name="kernel">The kernel.</param>
/// <param name="crew">Who works; stays the caller's.</param>
internal sealed unsafe class SmallProducts(DenseKernel kernel, WorkCrew crew) : IForwardTap, IPanelWork
{
    // Rows of W that one thread takes at once.
    private const int PartRows = 64;

    // A product of fewer multiplications is done before another thread is awake.
    private const long LeastShared = 4_000_000;

    private readonly long[] _ofTwo = new long[2];
    private readonly long[] _ofThree = new long[3];

    // What the crew works on.
    private float* _x;
    private float* _w;
    private float* _bias;
    private float* _y;
    private int _tokens;
    private int _rows;
    private int _columns;
    private int _partRows;

    /// <summary>The most tokens for which that is faster than libtorch's; all, until it is measured.</summary>
    public int MostTokens { get; set; } = int.MaxValue;

    /// <inheritdoc/>
    public Tensor Embedded(TokenBatch batch, Tensor sum) => sum;

    /// <inheritdoc/>
    public Tensor? Linear(WeightView weight, WeightView bias, Tensor input)
    {
        (_rows, _columns) = (bias.Count, weight.Count / bias.Count);
        var tokens = input.numel() / _columns;
        if (tokens > MostTokens || _rows % DenseKernel.Rows != 0 || _columns % kernel.Lanes != 0 || !input.is_contiguous()) return null;
        _tokens = (int)tokens;
        var output = empty(Shape(input), input.dtype, input.device);
        _x = Memory(input);
        _w = Memory(weight.Tensor);
        _bias = Memory(bias.Tensor);
        _y = Memory(output);
        var isShared = crew.Threads > 1 && tokens * weight.Count >= LeastShared;
        _partRows = isShared ? PartRows : _rows;
        if (isShared) crew.Run((_rows + PartRows - 1) / PartRows, this);
        else Do(0, 0);
        return output;
    }

    /// <inheritdoc/>
    public void Product(WeightView weight, Tensor input, Tensor output)
    {
    }

    /// <inheritdoc/>
    public void Do(int item, int worker)
    {
        var first = item * _partRows;
        kernel.Multiply(
            _x, _tokens, _w + ((long)first * _columns), _bias + first, Math.Min(_partRows, _rows - first), _columns, _y + first, _rows);
    }

    // [..., rows], in an array that is there already: a pass has many products.
    private long[] Shape(Tensor input)
    {
        var shape = input.dim() == 2 ? _ofTwo : _ofThree;
        for (var d = 0; d < shape.Length - 1; d++) shape[d] = input.size(d);
        shape[^1] = _rows;
        return shape;
    }

    // Native memory: it stays where it is for as long as the tensor lives.
    private static float* Memory(Tensor tensor)
    {
        fixed (float* floats = TorchDialect.Elements<float>(tensor)) return floats;
    }
}
