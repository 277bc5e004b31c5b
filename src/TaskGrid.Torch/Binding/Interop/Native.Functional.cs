using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>Imports of <c>Native/functional.cpp</c>: layers and losses.</summary>
internal static partial class Native
{
    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_linear(torch.Tensor x, torch.Tensor weight, torch.Tensor bias, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_attention(
        torch.Tensor joined, torch.Tensor mask, long rows, long length, long heads, int firstOnly, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_embedding(torch.Tensor weight, torch.Tensor ids, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_layer_norm(
        torch.Tensor x, in long shape, int count, torch.Tensor weight, torch.Tensor bias, double eps,
        out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_gelu(torch.Tensor x, int tanh, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_dropout(torch.Tensor x, double p, int training, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_one_hot(torch.Tensor x, long classes, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_cross_entropy(
        torch.Tensor x, torch.Tensor target, torch.Tensor weight, long ignoreIndex, long reduction,
        double labelSmoothing, out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_binary_cross_entropy_with_logits(
        torch.Tensor x, torch.Tensor target, torch.Tensor weight, long reduction, torch.Tensor posWeights,
        out nint result);

    [LibraryImport(NativeLoader.LibraryName)]
    public static partial int tg_mse_loss(torch.Tensor x, torch.Tensor target, long reduction, out nint result);
}
