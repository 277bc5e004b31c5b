namespace TorchSharp;

public static partial class torch
{
    public sealed partial class Tensor
    {
        /// <summary>The matrix product over the last two dimensions; the others broadcast.</summary>
        /// <param name="target">[.., n, p] for this [.., m, n].</param>
        public Tensor matmul(Tensor target) => Of(Native.tg_matmul(this, target, out var result), result);

        /// <summary>The product of two matrices [m, n] and [n, p].</summary>
        /// <param name="target">[n, p].</param>
        public Tensor mm(Tensor target) => Of(Native.tg_mm(this, target, out var result), result);

        /// <summary>The products of pairs of matrices [b, m, n] and [b, n, p].</summary>
        /// <param name="batch2">[b, n, p].</param>
        public Tensor bmm(Tensor batch2) => Of(Native.tg_bmm(this, batch2, out var result), result);

        /// <summary><c>beta · this + alpha · mat1 · mat2</c>.</summary>
        /// <param name="mat1">[m, n].</param>
        /// <param name="mat2">[n, p].</param>
        /// <param name="beta">The factor of this tensor.</param>
        /// <param name="alpha">The factor of the product.</param>
        public Tensor addmm(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) =>
            Of(Native.tg_addmm(this, mat1, mat2, beta, alpha, out var result), result);

        /// <summary><c>beta · this + alpha · batch1 · batch2</c> for a batch of matrices.</summary>
        /// <param name="batch1">[b, m, n].</param>
        /// <param name="batch2">[b, n, p].</param>
        /// <param name="beta">The factor of this tensor.</param>
        /// <param name="alpha">The factor of the products.</param>
        public Tensor baddbmm(Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) =>
            Of(Native.tg_baddbmm(this, batch1, batch2, beta, alpha, out var result), result);
    }
}
