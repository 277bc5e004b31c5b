namespace TorchSharp;

public static partial class torch
{
    public sealed partial class Tensor
    {
        /// <summary>Sum.</summary>
        /// <param name="target">Of a shape that broadcasts with this one.</param>
        public Tensor add(Tensor target) => Of(Native.tg_add(this, target, Scalar.One, out var result), result);

        /// <summary>Sum.</summary>
        /// <param name="scalar">The number.</param>
        public Tensor add(Scalar scalar) => Of(Native.tg_add_number(this, scalar, Scalar.One, out var result), result);

        /// <summary><c>this + alpha · scalar</c>.</summary>
        /// <param name="scalar">The number.</param>
        /// <param name="alpha">The factor.</param>
        public Tensor add(Scalar scalar, Scalar alpha) =>
            Of(Native.tg_add_number(this, scalar, alpha, out var result), result);

        /// <summary><c>this + alpha · target</c>.</summary>
        /// <param name="target">Of a shape that broadcasts with this one.</param>
        /// <param name="alpha">The factor.</param>
        public Tensor add(Tensor target, Scalar alpha) =>
            Of(Native.tg_add(this, target, alpha, out var result), result);

        /// <summary><c>this + alpha · target</c>, in place.</summary>
        /// <param name="target">Of a shape that broadcasts with this one.</param>
        /// <param name="alpha">The factor.</param>
        /// <returns>This tensor.</returns>
        public Tensor add_(Tensor target, Scalar alpha) => After(Native.tg_add_(this, target, alpha));

        /// <summary>Sum, in place.</summary>
        /// <param name="target">Of a shape that broadcasts with this one.</param>
        /// <returns>This tensor.</returns>
        public Tensor add_(Tensor target) => After(Native.tg_add_(this, target, Scalar.One));

        /// <summary>Sum, in place.</summary>
        /// <param name="scalar">The number.</param>
        /// <returns>This tensor.</returns>
        public Tensor add_(Scalar scalar) => After(Native.tg_add__number(this, scalar, Scalar.One));

        /// <summary><c>this + alpha · scalar</c>, in place.</summary>
        /// <param name="scalar">The number.</param>
        /// <param name="alpha">The factor.</param>
        /// <returns>This tensor.</returns>
        public Tensor add_(Scalar scalar, Scalar alpha) => After(Native.tg_add__number(this, scalar, alpha));

        /// <summary>Difference.</summary>
        /// <param name="target">Of a shape that broadcasts with this one.</param>
        public Tensor sub(Tensor target) => Of(Native.tg_sub(this, target, out var result), result);

        /// <summary>Difference.</summary>
        /// <param name="scalar">The number.</param>
        public Tensor sub(Scalar scalar) => Of(Native.tg_sub_number(this, scalar, out var result), result);

        /// <summary>Difference, in place.</summary>
        /// <param name="target">Of a shape that broadcasts with this one.</param>
        /// <returns>This tensor.</returns>
        public Tensor sub_(Tensor target) => After(Native.tg_sub_(this, target));

        /// <summary>Difference, in place.</summary>
        /// <param name="scalar">The number.</param>
        /// <returns>This tensor.</returns>
        public Tensor sub_(Scalar scalar) => After(Native.tg_sub__number(this, scalar));

        /// <summary>Product.</summary>
        /// <param name="target">Of a shape that broadcasts with this one.</param>
        public Tensor mul(Tensor target) => Of(Native.tg_mul(this, target, out var result), result);

        /// <summary>Product.</summary>
        /// <param name="target">The number.</param>
        public Tensor mul(Scalar target) => Of(Native.tg_mul_number(this, target, out var result), result);

        /// <summary>Product, in place.</summary>
        /// <param name="target">Of a shape that broadcasts with this one.</param>
        /// <returns>This tensor.</returns>
        public Tensor mul_(Tensor target) => After(Native.tg_mul_(this, target));

        /// <summary>Product, in place.</summary>
        /// <param name="target">The number.</param>
        /// <returns>This tensor.</returns>
        public Tensor mul_(Scalar target) => After(Native.tg_mul__number(this, target));

        /// <summary>Quotient.</summary>
        /// <param name="target">Of a shape that broadcasts with this one.</param>
        public Tensor div(Tensor target) => Of(Native.tg_div(this, target, out var result), result);

        /// <summary>Quotient.</summary>
        /// <param name="target">The number.</param>
        public Tensor div(Scalar target) => Of(Native.tg_div_number(this, target, out var result), result);

        /// <summary>Quotient, in place.</summary>
        /// <param name="target">Of a shape that broadcasts with this one.</param>
        /// <returns>This tensor.</returns>
        public Tensor div_(Tensor target) => After(Native.tg_div_(this, target));

        /// <summary>Quotient, in place.</summary>
        /// <param name="target">The number.</param>
        /// <returns>This tensor.</returns>
        public Tensor div_(Scalar target) => After(Native.tg_div__number(this, target));

        /// <summary>Powers.</summary>
        /// <param name="exponent">Of a shape that broadcasts with this one.</param>
        public Tensor pow(Tensor exponent) => Of(Native.tg_pow(this, exponent, out var result), result);

        /// <summary>Powers.</summary>
        /// <param name="exponent">The number.</param>
        public Tensor pow(Scalar exponent) => Of(Native.tg_pow_number(this, exponent, out var result), result);

        /// <summary><c>this + value · tensor1 · tensor2</c>, in place.</summary>
        /// <param name="tensor1">Of a shape that broadcasts with this one.</param>
        /// <param name="tensor2">Of a shape that broadcasts with this one.</param>
        /// <param name="value">The factor.</param>
        /// <returns>This tensor.</returns>
        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value) =>
            After(Native.tg_addcmul_(this, tensor1, tensor2, value));

        /// <summary><c>this + value · tensor1 / tensor2</c>, in place.</summary>
        /// <param name="tensor1">Of a shape that broadcasts with this one.</param>
        /// <param name="tensor2">Of a shape that broadcasts with this one.</param>
        /// <param name="value">The factor.</param>
        /// <returns>This tensor.</returns>
        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value) =>
            After(Native.tg_addcdiv_(this, tensor1, tensor2, value));

        /// <summary>Values cut to a range.</summary>
        /// <param name="min">The lower end; null: none.</param>
        /// <param name="max">The upper end; null: none.</param>
        public Tensor clamp(Scalar? min = null, Scalar? max = null) =>
            Of(Native.tg_clamp(this, min ?? Scalar.Absent, max ?? Scalar.Absent, out var result), result);

        /// <summary>Values cut to a range, in place.</summary>
        /// <param name="min">The lower end; null: none.</param>
        /// <param name="max">The upper end; null: none.</param>
        /// <returns>This tensor.</returns>
        public Tensor clamp_(Scalar? min = null, Scalar? max = null) =>
            After(Native.tg_clamp_(this, min ?? Scalar.Absent, max ?? Scalar.Absent));

        /// <summary>The larger value of each pair.</summary>
        /// <param name="other">Of a shape that broadcasts with this one.</param>
        public Tensor maximum(Tensor other) => Of(Native.tg_maximum(this, other, out var result), result);

        /// <summary>The smaller value of each pair.</summary>
        /// <param name="other">Of a shape that broadcasts with this one.</param>
        public Tensor minimum(Tensor other) => Of(Native.tg_minimum(this, other, out var result), result);
    }
}
