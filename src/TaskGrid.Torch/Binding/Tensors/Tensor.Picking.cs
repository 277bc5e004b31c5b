namespace TorchSharp;

public static partial class torch
{
    public sealed partial class Tensor
    {
        /// <summary>The entries at some indices of one dimension.</summary>
        /// <param name="dim">Which.</param>
        /// <param name="index">int64 or int32 [n].</param>
        public Tensor index_select(long dim, Tensor index) =>
            Of(Native.tg_index_select(this, dim, index, out var result), result);

        /// <summary>Each entry of one dimension several times, one behind the other.</summary>
        /// <param name="repeats">How often each, int64 or int32 [n].</param>
        /// <param name="dim">Which dimension; null: the elements of the flattened tensor.</param>
        /// <param name="output_size">The sum of the repeats where it is known: a device is then not waited for.</param>
        public Tensor repeat_interleave(Tensor repeats, long? dim = null, long? output_size = null) => Of(
            Native.tg_repeat_interleave(
                this, repeats, dim is null ? 0 : 1, dim ?? 0, output_size ?? -1, out var result),
            result);

        /// <summary>One element for each index: <c>out[i, j] = this[index[i, j], j]</c> for dimension 0.</summary>
        /// <param name="dim">The dimension that the indices name.</param>
        /// <param name="index">int64, of as many dimensions as this tensor.</param>
        public Tensor gather(long dim, Tensor index) => Of(Native.tg_gather(this, dim, index, out var result), result);

        /// <summary>Sets elements: <c>this[index[i, j], j] = src[i, j]</c> for dimension 0.</summary>
        /// <param name="dim">The dimension that the indices name.</param>
        /// <param name="index">int64.</param>
        /// <param name="src">Of the indices' shape.</param>
        /// <returns>This tensor.</returns>
        public Tensor scatter_(long dim, Tensor index, Tensor src) => After(Native.tg_scatter_(this, dim, index, src));

        /// <summary>Adds to elements: <c>this[index[i, j], j] += src[i, j]</c> for dimension 0.</summary>
        /// <param name="dim">The dimension that the indices name.</param>
        /// <param name="index">int64.</param>
        /// <param name="src">Of the indices' shape.</param>
        /// <returns>This tensor.</returns>
        public Tensor scatter_add_(long dim, Tensor index, Tensor src) =>
            After(Native.tg_scatter_add_(this, dim, index, src));

        /// <summary>Adds <c>alpha · source</c> to the entries at some indices of one dimension.</summary>
        /// <param name="dim">Which.</param>
        /// <param name="index">int64 [n]: libtorch would take int32 too, TorchSharp's package does not.</param>
        /// <param name="source">Of this shape but n in that dimension.</param>
        /// <param name="alpha">The factor.</param>
        /// <returns>This tensor.</returns>
        /// <exception cref="ArgumentException">The index is of another type.</exception>
        public Tensor index_add_(long dim, Tensor index, Tensor source, Scalar alpha) =>
            index.dtype == ScalarType.Int64
                ? After(Native.tg_index_add_(this, dim, index, source, alpha))
                : throw new ArgumentException("The index must be of int64.", nameof(index));

        /// <summary>Sets the entries at some indices of one dimension.</summary>
        /// <param name="dim">Which.</param>
        /// <param name="index">int64 [n].</param>
        /// <param name="source">Of this shape but n in that dimension.</param>
        /// <returns>This tensor.</returns>
        public Tensor index_copy_(long dim, Tensor index, Tensor source) =>
            After(Native.tg_index_copy_(this, dim, index, source));

        /// <summary>The tensor with one value where the mask is true.</summary>
        /// <param name="mask">bool, of a shape that broadcasts to this one.</param>
        /// <param name="value">The value.</param>
        public Tensor masked_fill(Tensor mask, Scalar value) =>
            Of(Native.tg_masked_fill(this, mask, value, out var result), result);

        /// <summary>Sets one value where the mask is true.</summary>
        /// <param name="mask">bool, of a shape that broadcasts to this one.</param>
        /// <param name="value">The value.</param>
        /// <returns>This tensor.</returns>
        public Tensor masked_fill_(Tensor mask, Scalar value) => After(Native.tg_masked_fill_(this, mask, value));

        /// <summary>The elements where the mask is true [n].</summary>
        /// <param name="mask">bool, of a shape that broadcasts to this one.</param>
        public Tensor masked_select(Tensor mask) => Of(Native.tg_masked_select(this, mask, out var result), result);

        /// <summary>The indices of the elements that are not zero, int64 [n, ndim].</summary>
        public Tensor nonzero() => Of(Native.tg_nonzero(this, out var result), result);

        /// <summary>This tensor's elements where the condition is true, and the other's elsewhere.</summary>
        /// <param name="condition">bool.</param>
        /// <param name="y">The other.</param>
        public Tensor where(Tensor condition, Tensor y) =>
            Of(Native.tg_where(condition, this, y, out var result), result);
    }
}
