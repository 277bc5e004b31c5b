namespace TorchSharp;

public static partial class torch
{
    public sealed partial class Tensor
    {
        /// <summary>Absolute values.</summary>
        public Tensor abs() => Of(Native.tg_abs(this, out var result), result);

        /// <summary>Square roots.</summary>
        public Tensor sqrt() => Of(Native.tg_sqrt(this, out var result), result);

        /// <summary>Reciprocal square roots.</summary>
        public Tensor rsqrt() => Of(Native.tg_rsqrt(this, out var result), result);

        /// <summary>Reciprocals.</summary>
        public Tensor reciprocal() => Of(Native.tg_reciprocal(this, out var result), result);

        /// <summary>Powers of e.</summary>
        public Tensor exp() => Of(Native.tg_exp(this, out var result), result);

        /// <summary>Natural logarithms.</summary>
        public Tensor log() => Of(Native.tg_log(this, out var result), result);

        /// <summary>Logarithms to base 2.</summary>
        public Tensor log2() => Of(Native.tg_log2(this, out var result), result);

        /// <summary>Powers of 2.</summary>
        public Tensor exp2() => Of(Native.tg_exp2(this, out var result), result);

        /// <summary>Negated values.</summary>
        public Tensor neg() => Of(Native.tg_neg(this, out var result), result);

        /// <summary><c>1 / (1 + exp(−x))</c>.</summary>
        public Tensor sigmoid() => Of(Native.tg_sigmoid(this, out var result), result);

        /// <summary>Hyperbolic tangents.</summary>
        public Tensor tanh() => Of(Native.tg_tanh(this, out var result), result);

        /// <summary>Error functions.</summary>
        public Tensor erf() => Of(Native.tg_erf(this, out var result), result);

        /// <summary><c>max(x, 0)</c>.</summary>
        public Tensor relu() => Of(Native.tg_relu(this, out var result), result);

        /// <summary>bool: neither infinite nor NaN.</summary>
        public Tensor isfinite() => Of(Native.tg_isfinite(this, out var result), result);

        /// <summary>bool: NaN.</summary>
        public Tensor isnan() => Of(Native.tg_isnan(this, out var result), result);

        /// <summary>bool: zero.</summary>
        public Tensor logical_not() => Of(Native.tg_logical_not(this, out var result), result);

        /// <summary>Negated values.</summary>
        public Tensor negative() => neg();

        /// <summary>Squares.</summary>
        public Tensor square() => mul(this);

        /// <summary>Gaussian error linear units, <c>x · Φ(x)</c> (Hendrycks and Gimpel, arXiv 1606.08415).</summary>
        public Tensor gelu() => Of(Native.tg_gelu(this, 0, out var result), result);

        /// <summary>Absolute values, in place.</summary>
        /// <returns>This tensor.</returns>
        public Tensor abs_() => After(Native.tg_abs_(this));

        /// <summary>Square roots, in place.</summary>
        /// <returns>This tensor.</returns>
        public Tensor sqrt_() => After(Native.tg_sqrt_(this));

        /// <summary>Powers of e, in place.</summary>
        /// <returns>This tensor.</returns>
        public Tensor exp_() => After(Native.tg_exp_(this));

        /// <summary>The largest whole numbers that are not above, in place.</summary>
        /// <returns>This tensor.</returns>
        public Tensor floor_() => After(Native.tg_floor_(this));

        /// <summary><c>1 / (1 + exp(−x))</c>, in place.</summary>
        /// <returns>This tensor.</returns>
        public Tensor sigmoid_() => After(Native.tg_sigmoid_(this));

        /// <summary>Sets all elements to zero.</summary>
        /// <returns>This tensor.</returns>
        public Tensor zero_() => After(Native.tg_zero_(this));

        /// <summary>Sets all elements to one value.</summary>
        /// <param name="value">The value.</param>
        /// <returns>This tensor.</returns>
        public Tensor fill_(Scalar value) => After(Native.tg_fill_(this, value));
    }
}
