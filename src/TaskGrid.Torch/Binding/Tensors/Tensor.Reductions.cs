using System.Runtime.InteropServices;

namespace TorchSharp;

public static partial class torch
{
    public sealed partial class Tensor
    {
        private const int AllDimensions = -1;

        /// <summary>The sum of all elements.</summary>
        /// <param name="type">Sums in this type; null: as the elements.</param>
        public Tensor sum(ScalarType? type = null) =>
            Of(Native.tg_sum(this, 0, AllDimensions, 0, Number(type), out var result), result);

        /// <summary>Sums over one dimension.</summary>
        /// <param name="dim">Which. Name it (<c>dim: 0</c>): a bare 0 is the element type of number 0.</param>
        /// <param name="keepdim">Leaves it with extent 1.</param>
        /// <param name="type">Sums in this type; null: as the elements.</param>
        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) =>
            Of(Native.tg_sum(this, in dim, 1, keepdim ? 1 : 0, Number(type), out var result), result);

        /// <summary>Sums over some dimensions.</summary>
        /// <param name="dim">Which.</param>
        /// <param name="keepdim">Leaves them with extent 1.</param>
        /// <param name="type">Sums in this type; null: as the elements.</param>
        public Tensor sum(ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null) => Of(
            Native.tg_sum(
                this, in MemoryMarshal.GetReference(dim), dim.Length, keepdim ? 1 : 0, Number(type), out var result),
            result);

        /// <summary>Sums over some dimensions.</summary>
        /// <param name="dim">Which.</param>
        /// <param name="keepdim">Leaves them with extent 1.</param>
        /// <param name="type">Sums in this type; null: as the elements.</param>
        public Tensor sum(long[] dim, bool keepdim = false, ScalarType? type = null) =>
            sum((ReadOnlySpan<long>)dim, keepdim, type);

        /// <summary>The mean of all elements.</summary>
        public Tensor mean() => Of(Native.tg_mean(this, 0, AllDimensions, 0, Number(null), out var result), result);

        /// <summary>Means over some dimensions.</summary>
        /// <param name="dimensions">Which.</param>
        /// <param name="keepdim">Leaves them with extent 1.</param>
        /// <param name="type">Computes in this type; null: as the elements.</param>
        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null) => Of(
            Native.tg_mean(
                this, in First(dimensions), dimensions.Length, keepdim ? 1 : 0, Number(type), out var result),
            result);

        /// <summary>The variance of all elements.</summary>
        /// <param name="unbiased">Divides by n − 1 rather than n.</param>
        public Tensor var(bool unbiased = true) => Of(Native.tg_var(this, unbiased ? 1 : 0, out var result), result);

        /// <summary>The largest element.</summary>
        public Tensor max() => Of(Native.tg_max(this, out var result), result);

        /// <summary>The largest elements along one dimension and where they are.</summary>
        /// <param name="dim">Which.</param>
        /// <param name="keepdim">Leaves it with extent 1.</param>
        public (Tensor values, Tensor indexes) max(long dim, bool keepdim = false) =>
            Pair(Native.tg_max_dim(this, dim, keepdim ? 1 : 0, out var values, out var indexes), values, indexes);

        /// <summary>The smallest element.</summary>
        public Tensor min() => Of(Native.tg_min(this, out var result), result);

        /// <summary>The smallest elements along one dimension and where they are.</summary>
        /// <param name="dim">Which.</param>
        /// <param name="keepdim">Leaves it with extent 1.</param>
        public (Tensor values, Tensor indexes) min(long dim, bool keepdim = false) =>
            Pair(Native.tg_min_dim(this, dim, keepdim ? 1 : 0, out var values, out var indexes), values, indexes);

        /// <summary>The k largest elements along one dimension and where they are.</summary>
        /// <param name="k">How many.</param>
        /// <param name="dim">Which.</param>
        /// <param name="largest">False: the smallest.</param>
        /// <param name="sorted">Gives them in order.</param>
        public (Tensor values, Tensor indexes) topk(int k, int dim = -1, bool largest = true, bool sorted = true)
        {
            var status = Native.tg_topk(
                this, k, dim, largest ? 1 : 0, sorted ? 1 : 0, out var values, out var indexes);
            return Pair(status, values, indexes);
        }

        /// <summary>The flat index of the largest element, int64.</summary>
        public Tensor argmax() => Of(Native.tg_argmax(this, 0, 0, 0, out var result), result);

        /// <summary>The indices of the largest elements along one dimension, int64.</summary>
        /// <param name="dim">Which.</param>
        /// <param name="keepdim">Leaves it with extent 1.</param>
        public Tensor argmax(long dim, bool keepdim = false) =>
            Of(Native.tg_argmax(this, 1, dim, keepdim ? 1 : 0, out var result), result);

        /// <summary>The p-norm of all elements.</summary>
        /// <param name="p">Default: 2.</param>
        public Tensor norm(float p = 2.0f) => Of(Native.tg_norm(this, p, out var result), result);

        /// <summary>p-norms along one dimension.</summary>
        /// <param name="dim">Which.</param>
        /// <param name="keepdim">Leaves it with extent 1.</param>
        /// <param name="p">Default: 2.</param>
        public Tensor norm(int dim, bool keepdim = false, float p = 2.0f) =>
            Of(Native.tg_norm_dim(this, dim, keepdim ? 1 : 0, p, out var result), result);

        /// <summary>bool: no element is zero.</summary>
        public Tensor all() => Of(Native.tg_all(this, out var result), result);

        /// <summary>bool: some element is not zero.</summary>
        public Tensor any() => Of(Native.tg_any(this, out var result), result);

        /// <summary>Running sums along one dimension.</summary>
        /// <param name="dim">Which.</param>
        /// <param name="type">Sums in this type; null: as the elements.</param>
        public Tensor cumsum(long dim, ScalarType? type = null) =>
            Of(Native.tg_cumsum(this, dim, Number(type), out var result), result);

        /// <summary>Exponentials that sum to 1 along one dimension.</summary>
        /// <param name="dim">Which.</param>
        /// <param name="dtype">Computes in this type; null: as the elements.</param>
        public Tensor softmax(long dim, ScalarType? dtype = null) =>
            Of(Native.tg_softmax(this, dim, Number(dtype), out var result), result);

        /// <summary>Logarithms of <see cref="softmax"/>.</summary>
        /// <param name="dim">Which dimension.</param>
        /// <param name="dtype">Computes in this type; null: as the elements.</param>
        public Tensor log_softmax(long dim, ScalarType? dtype = null) =>
            Of(Native.tg_log_softmax(this, dim, Number(dtype), out var result), result);

        private static int Number(ScalarType? type) => type is { } given ? (int)given : -1;

        private static (Tensor First, Tensor Second) Pair(int status, nint first, nint second)
        {
            NativeStatus.Check(status);
            return (new Tensor(first), new Tensor(second));
        }
    }
}
