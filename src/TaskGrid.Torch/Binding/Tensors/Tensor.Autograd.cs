namespace TorchSharp;

public static partial class torch
{
    public sealed partial class Tensor
    {
        /// <summary>Whether operators on this tensor are recorded.</summary>
        public bool requires_grad
        {
            get
            {
                NativeStatus.Check(Native.tg_requires_grad(this, out var value));
                return value != 0;
            }

            set => NativeStatus.Check(Native.tg_set_requires_grad(this, value ? 1 : 0));
        }

        /// <summary>
        /// The gradient that was accumulated, of the same shape; null where there is none. Each reading makes another
        /// tensor over the same memory. What is assigned is accumulated into in place.
        /// </summary>
        public Tensor? grad
        {
            get
            {
                NativeStatus.Check(Native.tg_grad(this, out var gradient));
                return gradient == 0 ? null : new Tensor(gradient);
            }

            set => NativeStatus.Check(Native.tg_set_grad(this, value ?? Absent));
        }

        /// <summary>Sets whether operators on this tensor are recorded.</summary>
        /// <param name="requires_grad">Default: true.</param>
        /// <returns>This tensor.</returns>
        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        /// <summary>Sets whether operators on this tensor are recorded.</summary>
        /// <param name="requires_grad">Default: true.</param>
        /// <returns>This tensor.</returns>
        public Tensor with_requires_grad(bool requires_grad = true) => requires_grad_(requires_grad);

        /// <summary>Keeps the gradient of a tensor that is not a leaf.</summary>
        public void retain_grad() => NativeStatus.Check(Native.tg_retain_grad(this));

        /// <summary>Adds the gradients of this scalar to its leaves and frees the graph.</summary>
        public void backward()
        {
            var root = Handle;
            NativeStatus.Check(Native.tg_backward(in root, 1, 0, 0, 0, 0, 0, 0));
            GC.KeepAlive(this);
        }

        /// <summary>Adds the gradients of this tensor to its leaves.</summary>
        /// <param name="grad_tensors">The factor, of this shape; null: this is a scalar and the factor is 1.</param>
        /// <param name="retain_graph">Keeps the graph for another pass.</param>
        /// <param name="create_graph">Records this pass too.</param>
        /// <param name="inputs">The only leaves that accumulate; null: all.</param>
        public void backward(
            IList<Tensor>? grad_tensors = null,
            bool retain_graph = false,
            bool create_graph = false,
            IList<Tensor>? inputs = null) =>
            autograd.backward([this], grad_tensors, retain_graph, create_graph, inputs);

        /// <summary>A tensor over the same memory that is not part of the graph.</summary>
        public Tensor detach() => Of(Native.tg_detach(this, out var result), result);

        /// <summary>Takes this tensor out of the graph.</summary>
        /// <returns>This tensor.</returns>
        public Tensor detach_() => After(Native.tg_detach_(this));
    }
}
