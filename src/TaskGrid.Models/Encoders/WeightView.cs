using static TorchSharp.torch;

namespace TaskGrid.Models;

/// <summary>A weight tensor that shares memory with a range of a flat parameter buffer.</summary>
/// <param name="Tensor">The view.</param>
/// <param name="Offset">Flat index of its first element.</param>
/// <param name="Count">Number of elements.</param>
public sealed record WeightView(Tensor Tensor, int Offset, int Count);
