#if TORCHSHARP_PACKAGE
using System.Runtime.InteropServices;
#endif
using System.Runtime.CompilerServices;
using TorchSharp;
using static TorchSharp.torch;

namespace TaskGrid.Torch;

/// <summary>
/// The one place for tensor operations that differ between the binding in this project, the newest TorchSharp and TorchSharp
/// 0.99.6 (the last for libtorch 1.13); loading the library and scopes differ in <c>Runtime</c>. All other code compiles against each
/// of them as it is.
/// </summary>
public static class TorchDialect
{
    /// <summary>
    /// 1, for the sum of two tensors: <c>x.add(y, One)</c>. TorchSharp makes an object of each number that an operator takes,
    /// 1 for a plain sum included, and nothing holds it while native code reads it: a garbage collection at that moment frees
    /// it. So numbers for operators are held by their callers, in static fields or by <c>using</c>.
    /// </summary>
    public static Scalar One { get; } = 1;

    /// <summary>How many native tensors this process holds.</summary>
    public static long LiveTensors => Tensor.TotalCount;

    /// <summary>The gradient that a leaf has accumulated; null where there is none.</summary>
    /// <param name="leaf">A tensor that requires gradients.</param>
    public static Tensor? Gradient(Tensor leaf)
    {
#if TORCHSHARP_0_99
        return leaf.grad();
#else
        return leaf.grad;
#endif
    }

    /// <summary>Forgets what a leaf has accumulated, so that the next backward pass starts afresh.</summary>
    /// <param name="leaf">A tensor that requires gradients.</param>
    public static void ClearGradient(Tensor leaf)
    {
#if TORCHSHARP_0_99
        // There is no setter: the next backward pass adds to zeros.
        leaf.grad()?.zero_();
#else
        leaf.grad = null;
#endif
    }

    /// <summary>
    /// Makes a leaf accumulate its gradient in place in the given memory, for good: backward passes add to it, and the
    /// caller zeroes it.
    /// </summary>
    /// <param name="leaf">A tensor that requires gradients.</param>
    /// <param name="gradient">Of the leaf's shape and type: a view into a flat gradient buffer.</param>
    public static void ShareGradient(Tensor leaf, Tensor gradient)
    {
#if TORCHSHARP_0_99
        // There is no setter: a backward pass from the leaf itself makes a gradient, whose memory is then exchanged.
        if (leaf.grad() is null) leaf.backward([gradient]);
        using (no_grad()) leaf.grad()!.set_(gradient);
#else
        leaf.grad = gradient;
#endif
    }

    /// <summary>A copy on a device, which is not waited for.</summary>
    /// <param name="pinned">In page-locked memory.</param>
    /// <param name="device">Where to.</param>
    public static Tensor SendPinned(Tensor pinned, Device device) =>
#if TORCHSHARP_0_99
        pinned.to(device);
#else
        pinned.to(device, non_blocking: true);
#endif

    /// <summary>The elements of a contiguous tensor on the processor: its own memory, valid as long as it is.</summary>
    /// <typeparam name="T">A type of the elements' size: <c>ushort</c> gives the bits of bfloat16.</typeparam>
    /// <param name="tensor">At most 2³¹ − 1 elements.</param>
    /// <exception cref="ArgumentException">The elements have another size.</exception>
    /// <exception cref="InvalidOperationException">It is not contiguous or not on the processor.</exception>
    /// <exception cref="OverflowException">It has more elements than a span can hold.</exception>
    public static unsafe Span<T> Elements<T>(Tensor tensor)
        where T : unmanaged
    {
        var count = checked((int)tensor.NumberOfElements);
        if (tensor.ElementSize != Unsafe.SizeOf<T>())
            throw new ArgumentException($"{typeof(T).Name} does not have the size of elements of type {tensor.dtype}.");
        if (!tensor.is_contiguous()) throw new InvalidOperationException("The tensor is not contiguous.");
        if (count == 0) return [];
#if TORCHSHARP_PACKAGE
        // TorchSharp's bytes end at 2 GiB; the first element is enough to find the others.
        using var scope = NewDisposeScope();
        var first = MemoryMarshal.Cast<byte, T>(tensor.detach().view(-1).narrow(0, 0, 1).bytes);
        return MemoryMarshal.CreateSpan(ref first[0], count);
#else
        return new Span<T>((void*)tensor.DataPointer(), count);
#endif
    }

    /// <summary>Rows of a table [rows, width]: out[.., :] = weight[ids[..], :]; gradients reach the weight.</summary>
    /// <param name="ids">int64 [..].</param>
    /// <param name="weight">[rows, width].</param>
    /// <returns>[.., width].</returns>
    public static Tensor Embedding(Tensor ids, Tensor weight)
    {
#if TORCHSHARP_PACKAGE
        // TorchSharp has no functional form.
        using var scope = NewDisposeScope();
        return weight.index_select(0, ids.reshape(-1)).view([.. ids.shape, weight.size(1)]).MoveToOuterDisposeScope();
#else
        return Tensor.Of(TorchSharp.Native.tg_embedding(weight, ids, out var result), result);
#endif
    }

    /// <summary>Attention (Vaswani et al. 2017) over rows of B · T tokens: softmax(q·kᵀ/√(H/A) + mask)·v for each head.</summary>
    /// <param name="joined">Query, key and value side by side, B · T · 3H elements.</param>
    /// <param name="mask">Added to the scores, [B, 1, 1, T]; null for none.</param>
    /// <param name="rows">B.</param>
    /// <param name="length">T.</param>
    /// <param name="heads">A.</param>
    /// <param name="firstOnly">Whether the first token of each row alone asks.</param>
    /// <returns>[B, T, H], or [B, 1, H].</returns>
    public static Tensor Attention(Tensor joined, Tensor? mask, long rows, long length, long heads, bool firstOnly)
    {
#if TORCHSHARP_PACKAGE
        using var scope = NewDisposeScope();
        var size = joined.shape[^1] / 3 / heads;
        var parts = joined.view(rows, length, 3, heads, size).permute(2, 0, 3, 1, 4); // [3, B, A, T, H/A]
        var query = parts.select(0, 0);
        if (firstOnly) query = query.narrow(2, 0, 1);
        using Scalar scale = 1.0 / Math.Sqrt(size);
        var scores = query.mul(scale).matmul(parts.select(0, 1).transpose(-1, -2)); // [B, A, T, T]
        if (mask is not null) scores = scores.add(mask, One);
        return nn.functional.softmax(scores, -1).matmul(parts.select(0, 2)) // [B, A, T, H/A]
            .transpose(1, 2).reshape(rows, firstOnly ? 1 : length, heads * size).MoveToOuterDisposeScope();
#else
        // One call: the handles of its dozen steps would be most of what a forward pass allocates.
        return Tensor.Of(
            TorchSharp.Native.tg_attention(
                joined, mask ?? Tensor.Absent, rows, length, heads, firstOnly ? 1 : 0, out var result),
            result);
#endif
    }
}
