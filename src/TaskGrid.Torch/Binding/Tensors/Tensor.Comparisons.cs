namespace TorchSharp;

public static partial class torch
{
    public sealed partial class Tensor
    {
        /// <summary>bool: equal.</summary>
        /// <param name="target">Of a shape that broadcasts with this one.</param>
        public Tensor eq(Tensor target) => Of(Native.tg_eq(this, target, out var result), result);

        /// <summary>bool: equal.</summary>
        /// <param name="target">The number.</param>
        public Tensor eq(Scalar target) => Of(Native.tg_eq_number(this, target, out var result), result);

        /// <summary>bool: not equal.</summary>
        /// <param name="target">Of a shape that broadcasts with this one.</param>
        public Tensor ne(Tensor target) => Of(Native.tg_ne(this, target, out var result), result);

        /// <summary>bool: not equal.</summary>
        /// <param name="target">The number.</param>
        public Tensor ne(Scalar target) => Of(Native.tg_ne_number(this, target, out var result), result);

        /// <summary>bool: less.</summary>
        /// <param name="target">Of a shape that broadcasts with this one.</param>
        public Tensor lt(Tensor target) => Of(Native.tg_lt(this, target, out var result), result);

        /// <summary>bool: less.</summary>
        /// <param name="target">The number.</param>
        public Tensor lt(Scalar target) => Of(Native.tg_lt_number(this, target, out var result), result);

        /// <summary>bool: less or equal.</summary>
        /// <param name="target">Of a shape that broadcasts with this one.</param>
        public Tensor le(Tensor target) => Of(Native.tg_le(this, target, out var result), result);

        /// <summary>bool: less or equal.</summary>
        /// <param name="target">The number.</param>
        public Tensor le(Scalar target) => Of(Native.tg_le_number(this, target, out var result), result);

        /// <summary>bool: greater.</summary>
        /// <param name="target">Of a shape that broadcasts with this one.</param>
        public Tensor gt(Tensor target) => Of(Native.tg_gt(this, target, out var result), result);

        /// <summary>bool: greater.</summary>
        /// <param name="target">The number.</param>
        public Tensor gt(Scalar target) => Of(Native.tg_gt_number(this, target, out var result), result);

        /// <summary>bool: greater or equal.</summary>
        /// <param name="target">Of a shape that broadcasts with this one.</param>
        public Tensor ge(Tensor target) => Of(Native.tg_ge(this, target, out var result), result);

        /// <summary>bool: greater or equal.</summary>
        /// <param name="target">The number.</param>
        public Tensor ge(Scalar target) => Of(Native.tg_ge_number(this, target, out var result), result);

        /// <summary>bool: both not zero.</summary>
        /// <param name="other">Of a shape that broadcasts with this one.</param>
        public Tensor logical_and(Tensor other) => Of(Native.tg_logical_and(this, other, out var result), result);

        /// <summary>Keeps the bits that are set in both, in place.</summary>
        /// <param name="other">Whole numbers of a shape that broadcasts to this one.</param>
        /// <returns>This tensor.</returns>
        public Tensor bitwise_and_(Tensor other) => After(Native.tg_bitwise_and_(this, other));

        /// <summary>Keeps the bits that are set in one of the two, in place.</summary>
        /// <param name="other">Whole numbers of a shape that broadcasts to this one.</param>
        /// <returns>This tensor.</returns>
        public Tensor bitwise_xor_(Tensor other) => After(Native.tg_bitwise_xor_(this, other));

        /// <summary>Bits moved to the right; the sign stays.</summary>
        /// <param name="other">By how many, of a shape that broadcasts with this one.</param>
        public Tensor bitwise_right_shift(Tensor other) =>
            Of(Native.tg_bitwise_right_shift(this, other, out var result), result);

        /// <summary>Whether all elements are close: <c>|this − target| ≤ atol + rtol · |target|</c>.</summary>
        /// <param name="target">Of a shape that broadcasts with this one.</param>
        /// <param name="rtol">Default: 1e-5.</param>
        /// <param name="atol">Default: 1e-8.</param>
        /// <param name="equal_nan">Whether NaN is close to NaN.</param>
        public bool allclose(Tensor target, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false)
        {
            NativeStatus.Check(Native.tg_allclose(this, target, rtol, atol, equal_nan ? 1 : 0, out var result));
            return result != 0;
        }
    }
}
