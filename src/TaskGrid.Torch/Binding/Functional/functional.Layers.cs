using System.Runtime.InteropServices;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Building blocks of networks.</summary>
    public static partial class nn
    {
        /// <summary>Building blocks as functions.</summary>
        public static partial class functional
        {
            /// <summary><c>input · weightsᵀ + bias</c>.</summary>
            /// <param name="input">[.., in].</param>
            /// <param name="weights">[out, in].</param>
            /// <param name="bias">[out]; null: none.</param>
            /// <returns>[.., out].</returns>
            public static Tensor linear(Tensor input, Tensor weights, Tensor? bias = null) =>
                Tensor.Of(Native.tg_linear(input, weights, bias ?? Tensor.Absent, out var result), result);

            /// <summary>
            /// Normalizes over the last dimensions, <c>(x − mean) / √(variance + eps) · weight + bias</c> (Ba, Kiros,
            /// Hinton, arXiv 1607.06450).
            /// </summary>
            /// <param name="input">[.., normalized_shape].</param>
            /// <param name="normalized_shape">The extents of the last dimensions.</param>
            /// <param name="weight">Of that shape; null: ones.</param>
            /// <param name="bias">Of that shape; null: zeros.</param>
            /// <param name="eps">Keeps the divisor from zero.</param>
            public static Tensor layer_norm(
                Tensor input, long[] normalized_shape, Tensor? weight = null, Tensor? bias = null, double eps = 1e-5) =>
                Tensor.Of(
                    Native.tg_layer_norm(
                        input, in MemoryMarshal.GetArrayDataReference(normalized_shape), normalized_shape.Length,
                        weight ?? Tensor.Absent, bias ?? Tensor.Absent, eps, out var result),
                    result);

            /// <summary>Zeroes elements with probability p and divides the others by 1 − p.</summary>
            /// <param name="input">Any values.</param>
            /// <param name="p">0 to 1.</param>
            /// <param name="training">False: gives the input back.</param>
            /// <param name="inplace">Not supported; false.</param>
            /// <exception cref="NotSupportedException"><paramref name="inplace"/> is true.</exception>
            public static Tensor dropout(Tensor input, double p = 0.5, bool training = true, bool inplace = false)
            {
                if (inplace) throw new NotSupportedException("Dropout in place is not supported.");
                return Tensor.Of(Native.tg_dropout(input, p, training ? 1 : 0, out var result), result);
            }

            /// <summary>int64 [.., classes]: 1 at the class, 0 elsewhere.</summary>
            /// <param name="x">int64 [..]: classes from 0.</param>
            /// <param name="num_classes">How many; −1: as many as the largest one needs.</param>
            public static Tensor one_hot(Tensor x, long num_classes = -1) =>
                Tensor.Of(Native.tg_one_hot(x, num_classes, out var result), result);
        }
    }
}
