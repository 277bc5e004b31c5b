using System.Runtime.InteropServices;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Nothing is recorded for gradients on this thread until the result is disposed.</summary>
    public static IDisposable no_grad() => new AutoGradMode(false);

    /// <summary>Sets whether operators of this thread are recorded until the result is disposed.</summary>
    /// <param name="enabled">Default: true.</param>
    public static IDisposable enable_grad(bool enabled = true) => new AutoGradMode(enabled);

    /// <summary>Sets whether operators of this thread are recorded until the result is disposed.</summary>
    /// <param name="mode">Default: true.</param>
    public static IDisposable set_grad_enabled(bool mode = true) => new AutoGradMode(mode);

    /// <summary>Whether operators of this thread are recorded.</summary>
    public static bool is_grad_enabled() => AutoGradMode.IsEnabled;

    /// <summary>Gradients on demand.</summary>
    public static class autograd
    {
        /// <summary>Gradients of outputs by inputs, without touching those that leaves hold.</summary>
        /// <param name="outputs">What to differentiate.</param>
        /// <param name="inputs">With respect to what.</param>
        /// <param name="grad_outputs">A factor for each output; null: outputs are scalars and the factor is 1.</param>
        /// <param name="retain_graph">Keeps the graph for another pass.</param>
        /// <param name="create_graph">Records this pass too.</param>
        /// <param name="allow_unused">Gives null for an input that no output depends on, instead of failing.</param>
        /// <returns>One gradient for each input.</returns>
        public static IList<Tensor> grad(
            IList<Tensor> outputs,
            IList<Tensor> inputs,
            IList<Tensor>? grad_outputs = null,
            bool retain_graph = false,
            bool create_graph = false,
            bool allow_unused = false)
        {
            using var roots = new TensorPointers([.. outputs]);
            using var leaves = new TensorPointers([.. inputs]);
            using var factors = new TensorPointers([.. grad_outputs ?? []]);
            var results = new nint[inputs.Count];
            NativeStatus.Check(Native.tg_autograd_grad(
                in roots.First, roots.Count, in leaves.First, leaves.Count, in factors.First, factors.Count,
                retain_graph ? 1 : 0, create_graph ? 1 : 0, allow_unused ? 1 : 0,
                ref MemoryMarshal.GetArrayDataReference(results)));
            return [.. results.Select(result => result == 0 ? null! : new Tensor(result))];
        }

        /// <summary>Adds to the gradients of leaves.</summary>
        /// <param name="tensors">What to differentiate.</param>
        /// <param name="grad_tensors">A factor for each; null: they are scalars and the factor is 1.</param>
        /// <param name="retain_graph">Keeps the graph for another pass; null: where this one is recorded.</param>
        /// <param name="create_graph">Records this pass too.</param>
        /// <param name="inputs">The only leaves that accumulate; null: all.</param>
        public static void backward(
            IList<Tensor> tensors,
            IList<Tensor>? grad_tensors = null,
            bool? retain_graph = null,
            bool create_graph = false,
            IList<Tensor>? inputs = null)
        {
            using var roots = new TensorPointers([.. tensors]);
            using var factors = new TensorPointers([.. grad_tensors ?? []]);
            using var leaves = new TensorPointers([.. inputs ?? []]);
            NativeStatus.Check(Native.tg_backward(
                in roots.First, roots.Count, in factors.First, factors.Count,
                (retain_graph ?? create_graph) ? 1 : 0, create_graph ? 1 : 0, in leaves.First, leaves.Count));
        }
    }
}
