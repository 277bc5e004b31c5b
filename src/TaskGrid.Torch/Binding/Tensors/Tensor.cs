using System.Runtime.InteropServices;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>
    /// A native tensor. It belongs to the innermost <see cref="DisposeScope"/> of the thread that makes it, or to the
    /// caller where there is none; a finalizer frees what nobody disposed, but is no plan for memory.
    /// </summary>
    /// <remarks>
    /// Every member throws <see cref="ObjectDisposedException"/> on a disposed tensor and
    /// <see cref="TaskGrid.TaskGridException"/> where libtorch refuses the arguments.
    /// </remarks>
    public sealed partial class Tensor : SafeHandle
    {
        /// <summary>Stands for "no tensor" in native calls.</summary>
        internal static readonly Tensor Absent = new();

        /// <summary>Takes over a tensor of the native library.</summary>
        internal Tensor(nint handle)
            : base(0, ownsHandle: true)
        {
            SetHandle(handle);
            ScopeStack.Current?.Add(this);
        }

        private Tensor()
            : base(0, ownsHandle: true)
        {
        }

        /// <summary>How many native tensors the process holds, in scopes or outside.</summary>
        public static long TotalCount
        {
            get
            {
                NativeStatus.Check(Native.tg_live_tensors(out var count));
                return count;
            }
        }

        /// <summary>Whether the tensor is disposed.</summary>
        public override bool IsInvalid => handle == 0 || IsClosed;

        /// <summary>The address of the native tensor.</summary>
        /// <exception cref="ObjectDisposedException">The tensor is disposed.</exception>
        public IntPtr Handle
        {
            get
            {
                ObjectDisposedException.ThrowIf(IsClosed, this);
                return handle;
            }
        }

        /// <summary>The scope that disposes this tensor; null: the caller does.</summary>
        internal DisposeScope? OwningDisposeScope { get; set; }

        /// <summary>Where the owning scope keeps this tensor.</summary>
        internal int ScopeIndex { get; set; }

        /// <summary>Gives the tensor to the scope around its own; to the caller when there is none.</summary>
        /// <returns>This tensor.</returns>
        public Tensor MoveToOuterDisposeScope()
        {
            OwningDisposeScope?.MoveToOuter(this);
            return this;
        }

        /// <summary>Gives the tensor to the caller, who disposes it.</summary>
        /// <returns>This tensor.</returns>
        public Tensor DetachFromDisposeScope()
        {
            OwningDisposeScope?.Detach(this);
            return this;
        }

        /// <summary>Gives the tensor to a scope.</summary>
        /// <param name="other">The new owner; null: the caller.</param>
        /// <returns>This tensor.</returns>
        public Tensor MoveToOtherDisposeScope(DisposeScope? other)
        {
            if (OwningDisposeScope is null) other?.Attach(this);
            else OwningDisposeScope.MoveToOther(other, this);
            return this;
        }

        /// <summary>Gives the tensor to the scope that owns another tensor.</summary>
        /// <param name="other">A tensor of the new owner.</param>
        /// <returns>This tensor.</returns>
        public Tensor MoveToOtherDisposeScope(Tensor other) => MoveToOtherDisposeScope(other.OwningDisposeScope);

        /// <inheritdoc />
        public override string ToString() =>
            IsInvalid ? "[disposed]" : $"[{string.Join('x', shape)}], type = {dtype}, device = {device}";

        /// <summary>Turns the outcome of a native call into a tensor or an exception.</summary>
        internal static Tensor Of(int status, nint handle)
        {
            NativeStatus.Check(status);
            return ScopeStack.Current?.TakeSpare(handle) ?? new Tensor(handle);
        }

        /// <summary>Frees the native tensor and keeps the object for another one.</summary>
        internal void Empty()
        {
            NativeStatus.Check(Native.tg_free(handle));
            SetHandle(0);
        }

        /// <summary>Takes over another native tensor after <see cref="Empty"/>.</summary>
        internal Tensor Refill(nint other)
        {
            SetHandle(other);
            return this;
        }

        /// <inheritdoc />
        protected override void Dispose(bool disposing)
        {
            if (disposing) OwningDisposeScope?.Remove(this);
            base.Dispose(disposing);
        }

        /// <inheritdoc />
        protected override bool ReleaseHandle() => Native.tg_free(handle) == 0;

        private Tensor After(int status)
        {
            NativeStatus.Check(status);
            return this;
        }
    }
}
