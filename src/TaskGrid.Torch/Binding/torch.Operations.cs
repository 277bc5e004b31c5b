namespace TorchSharp;

public static partial class torch
{
    /// <summary>Puts tensors one after the other along a dimension that they have.</summary>
    /// <param name="tensors">Of the same shape but for that dimension.</param>
    /// <param name="dim">Which.</param>
    public static Tensor cat(ReadOnlySpan<Tensor> tensors, long dim = 0)
    {
        using var items = new TensorPointers(tensors);
        return Tensor.Of(Native.tg_cat(in items.First, items.Count, dim, out var result), result);
    }

    /// <summary>Puts tensors one after the other along a dimension that they have.</summary>
    /// <param name="tensors">Of the same shape but for that dimension.</param>
    /// <param name="dim">Which.</param>
    public static Tensor cat(Tensor[] tensors, long dim = 0) => cat((ReadOnlySpan<Tensor>)tensors, dim);

    /// <summary>Puts tensors one after the other along a dimension that they have.</summary>
    /// <param name="tensors">Of the same shape but for that dimension.</param>
    /// <param name="dim">Which.</param>
    public static Tensor cat(IList<Tensor> tensors, long dim = 0) => cat([.. tensors], dim);

    /// <summary>Puts tensors one after the other along a new dimension.</summary>
    /// <param name="tensors">Of the same shape.</param>
    /// <param name="dim">Where the new dimension is put.</param>
    public static Tensor stack(IEnumerable<Tensor> tensors, long dim = 0)
    {
        using var items = new TensorPointers([.. tensors]);
        return Tensor.Of(Native.tg_stack(in items.First, items.Count, dim, out var result), result);
    }

    /// <summary>Elements of x where the condition is true, and of y elsewhere.</summary>
    /// <param name="condition">bool.</param>
    /// <param name="x">Of a shape that broadcasts with the others.</param>
    /// <param name="y">Of a shape that broadcasts with the others.</param>
    public static Tensor where(Tensor condition, Tensor x, Tensor y) => x.where(condition, y);

    /// <summary>The matrix product over the last two dimensions; the others broadcast.</summary>
    /// <param name="input">[.., m, n].</param>
    /// <param name="target">[.., n, p].</param>
    public static Tensor matmul(Tensor input, Tensor target) => input.matmul(target);

    /// <summary>The product of two matrices.</summary>
    /// <param name="input">[m, n].</param>
    /// <param name="target">[n, p].</param>
    public static Tensor mm(Tensor input, Tensor target) => input.mm(target);

    /// <summary>The products of pairs of matrices.</summary>
    /// <param name="input">[b, m, n].</param>
    /// <param name="batch2">[b, n, p].</param>
    public static Tensor bmm(Tensor input, Tensor batch2) => input.bmm(batch2);

    /// <summary><c>beta · input + alpha · mat1 · mat2</c>.</summary>
    /// <param name="input">Of a shape that broadcasts to [m, p].</param>
    /// <param name="mat1">[m, n].</param>
    /// <param name="mat2">[n, p].</param>
    /// <param name="beta">The factor of the input.</param>
    /// <param name="alpha">The factor of the product.</param>
    public static Tensor addmm(Tensor input, Tensor mat1, Tensor mat2, float beta, float alpha) =>
        input.addmm(mat1, mat2, beta, alpha);

    /// <summary><c>beta · input + alpha · batch1 · batch2</c> for a batch of matrices.</summary>
    /// <param name="input">Of a shape that broadcasts to [b, m, p].</param>
    /// <param name="batch1">[b, m, n].</param>
    /// <param name="batch2">[b, n, p].</param>
    /// <param name="beta">The factor of the input.</param>
    /// <param name="alpha">The factor of the products.</param>
    public static Tensor baddbmm(Tensor input, Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) =>
        input.baddbmm(batch1, batch2, beta, alpha);

    /// <summary>bool: neither infinite nor NaN.</summary>
    /// <param name="tensor">Any values.</param>
    public static Tensor isfinite(Tensor tensor) => tensor.isfinite();

    /// <summary>Exponentials that sum to 1 along one dimension.</summary>
    /// <param name="input">Any values.</param>
    /// <param name="dim">Which.</param>
    /// <param name="dtype">Computes in this type; null: as the elements.</param>
    public static Tensor softmax(Tensor input, int dim, ScalarType? dtype = null) => input.softmax(dim, dtype);
}
