namespace TorchSharp;

public static partial class torch
{
    public sealed partial class Tensor
    {
#pragma warning disable CA2225 // TorchSharp names no alternatives either.
        /// <summary>Sum.</summary>
        /// <param name="left">Left.</param>
        /// <param name="right">Right, of a shape that broadcasts with the left one.</param>
        public static Tensor operator +(Tensor left, Tensor right) => left.add(right);

        /// <summary>Sum.</summary>
        /// <param name="left">Left.</param>
        /// <param name="right">Right.</param>
        public static Tensor operator +(Tensor left, Scalar right) => left.add(right);

        /// <summary>Sum.</summary>
        /// <param name="left">Left.</param>
        /// <param name="right">Right.</param>
        public static Tensor operator +(Scalar left, Tensor right) => right.add(left);

        /// <summary>Difference.</summary>
        /// <param name="left">Left.</param>
        /// <param name="right">Right, of a shape that broadcasts with the left one.</param>
        public static Tensor operator -(Tensor left, Tensor right) => left.sub(right);

        /// <summary>Difference.</summary>
        /// <param name="left">Left.</param>
        /// <param name="right">Right.</param>
        public static Tensor operator -(Tensor left, Scalar right) => left.sub(right);

        /// <summary>Difference.</summary>
        /// <param name="left">Left.</param>
        /// <param name="right">Right.</param>
        public static Tensor operator -(Scalar left, Tensor right) => right.neg().add(left);

        /// <summary>Product.</summary>
        /// <param name="left">Left.</param>
        /// <param name="right">Right, of a shape that broadcasts with the left one.</param>
        public static Tensor operator *(Tensor left, Tensor right) => left.mul(right);

        /// <summary>Product.</summary>
        /// <param name="left">Left.</param>
        /// <param name="right">Right.</param>
        public static Tensor operator *(Tensor left, Scalar right) => left.mul(right);

        /// <summary>Product.</summary>
        /// <param name="left">Left.</param>
        /// <param name="right">Right.</param>
        public static Tensor operator *(Scalar left, Tensor right) => right.mul(left);

        /// <summary>Quotient.</summary>
        /// <param name="left">Left.</param>
        /// <param name="right">Right, of a shape that broadcasts with the left one.</param>
        public static Tensor operator /(Tensor left, Tensor right) => left.div(right);

        /// <summary>Quotient.</summary>
        /// <param name="left">Left.</param>
        /// <param name="right">Right.</param>
        public static Tensor operator /(Tensor left, Scalar right) => left.div(right);

        /// <summary>Quotient.</summary>
        /// <param name="left">Left.</param>
        /// <param name="right">Right.</param>
        public static Tensor operator /(Scalar left, Tensor right) => right.reciprocal().mul(left);

        /// <summary>Negated values.</summary>
        /// <param name="value">The values.</param>
        public static Tensor operator -(Tensor value) => value.neg();
#pragma warning restore CA2225
    }
}
