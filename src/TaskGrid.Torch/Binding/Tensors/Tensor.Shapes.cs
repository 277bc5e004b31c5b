using System.Runtime.InteropServices;

namespace TorchSharp;

public static partial class torch
{
    public sealed partial class Tensor
    {
        /// <summary>The same memory in another shape.</summary>
        /// <param name="shape">The extents; one may be −1 and follows from the others.</param>
        public Tensor view(params long[] shape) =>
            Of(Native.tg_view(this, in First(shape), shape.Length, out var result), result);

        /// <summary>The same elements in another shape; a copy only where a view is not possible.</summary>
        /// <param name="shape">The extents; one may be −1 and follows from the others.</param>
        public Tensor reshape(params long[] shape) =>
            Of(Native.tg_reshape(this, in First(shape), shape.Length, out var result), result);

        /// <summary>Makes one dimension of several.</summary>
        /// <param name="start_dim">The first of them.</param>
        /// <param name="end_dim">The last of them.</param>
        public Tensor flatten(long start_dim = 0, long end_dim = -1) =>
            Of(Native.tg_flatten(this, start_dim, end_dim, out var result), result);

        /// <summary>A view with two dimensions exchanged.</summary>
        /// <param name="dim0">One.</param>
        /// <param name="dim1">The other.</param>
        public Tensor transpose(long dim0, long dim1) =>
            Of(Native.tg_transpose(this, dim0, dim1, out var result), result);

        /// <summary>A view of a matrix [m, n] as [n, m].</summary>
        public Tensor t() => Of(Native.tg_t(this, out var result), result);

        /// <summary>A view with its dimensions in another order.</summary>
        /// <param name="permutation">The old dimension for each new one.</param>
        public Tensor permute(params long[] permutation) =>
            Of(Native.tg_permute(this, in First(permutation), permutation.Length, out var result), result);

        /// <summary>A view that repeats dimensions of extent 1.</summary>
        /// <param name="sizes">The extents; −1 leaves one as it is.</param>
        public Tensor expand(params long[] sizes) => expand((ReadOnlySpan<long>)sizes);

        /// <summary>A view that repeats dimensions of extent 1.</summary>
        /// <param name="sizes">The extents; −1 leaves one as it is.</param>
        /// <param name="isImplicit">Marks the view as made by broadcasting.</param>
        public Tensor expand(ReadOnlySpan<long> sizes, bool isImplicit = false) => Of(
            Native.tg_expand(
                this, in MemoryMarshal.GetReference(sizes), sizes.Length, isImplicit ? 1 : 0, out var result),
            result);

        /// <summary>A view of another tensor's shape that repeats dimensions of extent 1.</summary>
        /// <param name="other">Whose shape.</param>
        public Tensor expand_as(Tensor other) => expand(other.shape);

        /// <summary>A view in another tensor's shape.</summary>
        /// <param name="other">Whose shape.</param>
        public Tensor view_as(Tensor other) => view(other.shape);

        /// <summary>A view with a further dimension of extent 1.</summary>
        /// <param name="dim">Where it is put; negative counts from behind the end.</param>
        public Tensor unsqueeze(long dim) => Of(Native.tg_unsqueeze(this, dim, out var result), result);

        /// <summary>A view without dimensions of extent 1.</summary>
        /// <param name="dim">Which; null: all of them.</param>
        public Tensor squeeze(long? dim = null) =>
            Of(Native.tg_squeeze(this, dim is null ? 0 : 1, dim ?? 0, out var result), result);

        /// <summary>A view of a range of one dimension.</summary>
        /// <param name="dim">Which.</param>
        /// <param name="start">The first index.</param>
        /// <param name="length">How many.</param>
        public Tensor narrow(long dim, long start, long length) =>
            Of(Native.tg_narrow(this, dim, start, length, out var result), result);

        /// <summary>A view at one index of one dimension, without that dimension.</summary>
        /// <param name="dim">Which.</param>
        /// <param name="index">Where.</param>
        public Tensor select(long dim, long index) => Of(Native.tg_select(this, dim, index, out var result), result);

        private static ref readonly long First(long[] values) => ref MemoryMarshal.GetArrayDataReference(values);
    }
}
