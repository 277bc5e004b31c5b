using TaskGrid.Training.Checkpoints;
using static TorchSharp.torch;

namespace TaskGrid.Training.Tensors;

/// <summary>What <see cref="Optimization.GateState"/> keeps, where the weights are: w and α in fp32, four moments in bf16, [d]
/// each.</summary>
internal sealed class TensorGateState(int count, float alpha, Device device) : IDisposable
{
    public Tensor W { get; } = Make(count, 0, ScalarType.Float32, device);

    public Tensor Alpha { get; } = Make(count, alpha, ScalarType.Float32, device);

    public Tensor WFirst { get; } = Make(count, 0, ScalarType.BFloat16, device);

    public Tensor WSecond { get; } = Make(count, 0, ScalarType.BFloat16, device);

    public Tensor AlphaFirst { get; } = Make(count, 0, ScalarType.BFloat16, device);

    public Tensor AlphaSecond { get; } = Make(count, 0, ScalarType.BFloat16, device);

    /// <summary>What a checkpoint holds, under the names of the fused update's.</summary>
    public IReadOnlyList<StatePart> Parts =>
    [
        StatePart.Of("w", W),
        StatePart.Of("alpha", Alpha),
        StatePart.Of("w.first", WFirst),
        StatePart.Of("w.second", WSecond),
        StatePart.Of("alpha.first", AlphaFirst),
        StatePart.Of("alpha.second", AlphaSecond),
    ];

    public void Dispose()
    {
        foreach (var values in new[] { W, Alpha, WFirst, WSecond, AlphaFirst, AlphaSecond }) values.Dispose();
    }

    private static Tensor Make(int count, float value, ScalarType type, Device device) =>
        full([count], value, type, device).DetachFromDisposeScope();
}
