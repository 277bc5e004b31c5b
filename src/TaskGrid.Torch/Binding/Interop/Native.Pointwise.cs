using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>Imports of <c>Native/pointwise.cpp</c>: element by element.</summary>
internal static partial class Native
{
    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_abs(torch.Tensor x, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_sqrt(torch.Tensor x, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_rsqrt(torch.Tensor x, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_reciprocal(torch.Tensor x, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_exp(torch.Tensor x, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_log(torch.Tensor x, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_log2(torch.Tensor x, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_exp2(torch.Tensor x, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_neg(torch.Tensor x, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_sigmoid(torch.Tensor x, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_tanh(torch.Tensor x, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_erf(torch.Tensor x, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_relu(torch.Tensor x, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_isfinite(torch.Tensor x, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_isnan(torch.Tensor x, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_logical_not(torch.Tensor x, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_abs_(torch.Tensor x);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_sqrt_(torch.Tensor x);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_exp_(torch.Tensor x);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_floor_(torch.Tensor x);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_sigmoid_(torch.Tensor x);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_zero_(torch.Tensor x);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_mul(torch.Tensor x, torch.Tensor y, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_mul_number(torch.Tensor x, Scalar y, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_div(torch.Tensor x, torch.Tensor y, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_div_number(torch.Tensor x, Scalar y, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_pow(torch.Tensor x, torch.Tensor y, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_pow_number(torch.Tensor x, Scalar y, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_eq(torch.Tensor x, torch.Tensor y, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_eq_number(torch.Tensor x, Scalar y, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_ne(torch.Tensor x, torch.Tensor y, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_ne_number(torch.Tensor x, Scalar y, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_lt(torch.Tensor x, torch.Tensor y, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_lt_number(torch.Tensor x, Scalar y, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_le(torch.Tensor x, torch.Tensor y, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_le_number(torch.Tensor x, Scalar y, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_gt(torch.Tensor x, torch.Tensor y, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_gt_number(torch.Tensor x, Scalar y, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_ge(torch.Tensor x, torch.Tensor y, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_ge_number(torch.Tensor x, Scalar y, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_mul_(torch.Tensor x, torch.Tensor y);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_mul__number(torch.Tensor x, Scalar y);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_div_(torch.Tensor x, torch.Tensor y);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_div__number(torch.Tensor x, Scalar y);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_add(torch.Tensor x, torch.Tensor y, Scalar alpha, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_add_number(torch.Tensor x, Scalar y, Scalar alpha, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_add_(torch.Tensor x, torch.Tensor y, Scalar alpha);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_add__number(torch.Tensor x, Scalar y, Scalar alpha);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_sub(torch.Tensor x, torch.Tensor y, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_sub_number(torch.Tensor x, Scalar y, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_sub_(torch.Tensor x, torch.Tensor y);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_sub__number(torch.Tensor x, Scalar y);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_addcmul_(torch.Tensor x, torch.Tensor a, torch.Tensor b, Scalar value);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_addcdiv_(torch.Tensor x, torch.Tensor a, torch.Tensor b, Scalar value);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_fill_(torch.Tensor x, Scalar value);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_clamp(torch.Tensor x, Scalar min, Scalar max, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_clamp_(torch.Tensor x, Scalar min, Scalar max);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_maximum(torch.Tensor x, torch.Tensor y, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_minimum(torch.Tensor x, torch.Tensor y, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_logical_and(torch.Tensor x, torch.Tensor y, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_bitwise_and_(torch.Tensor x, torch.Tensor y);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_bitwise_xor_(torch.Tensor x, torch.Tensor y);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_bitwise_right_shift(torch.Tensor x, torch.Tensor y, out nint result);
}
