using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public sealed partial class Tensor
    {
        /// <summary>The tensor's own memory as bytes; valid as long as the tensor is.</summary>
        /// <exception cref="InvalidOperationException">It is not contiguous or not on the processor.</exception>
        /// <exception cref="ArgumentException">It exceeds 2 GiB − 1, or other than all bytes are assigned.</exception>
        public unsafe Span<byte> bytes
        {
            get
            {
                if (!is_contiguous()) throw new InvalidOperationException("The tensor is not contiguous.");
                var size = NumberOfElements * ElementSize;
                if (size > int.MaxValue)
                    throw new ArgumentException($"A span holds 2 GiB - 1 at most, not {size} bytes.");
                return new Span<byte>((void*)DataPointer(), (int)size);
            }

            set
            {
                var target = bytes;
                if (target.Length != value.Length)
                    throw new ArgumentException($"{value.Length} bytes do not fill a tensor of {target.Length}.");
                value.CopyTo(target);
            }
        }

        /// <summary>The elements as values of .NET; a copy where the tensor is not on the processor.</summary>
        /// <typeparam name="T">The type that matches <see cref="dtype"/>.</typeparam>
        /// <exception cref="ArgumentException">The types do not match.</exception>
        public TensorAccessor<T> data<T>()
            where T : unmanaged
        {
            if (ElementType.Of<T>() != dtype)
                throw new ArgumentException($"{typeof(T).Name} is not the type of the elements: {dtype}.");
            return new TensorAccessor<T>(device_type == DeviceType.CPU ? this : cpu());
        }

        /// <summary>The only element.</summary>
        /// <typeparam name="T">The type that matches <see cref="dtype"/>.</typeparam>
        /// <exception cref="ArgumentException">The types do not match, or there is not exactly one element.</exception>
        public T item<T>()
            where T : unmanaged
        {
            if (NumberOfElements != 1)
                throw new ArgumentException($"The tensor has {NumberOfElements} elements, not one.");
            return data<T>()[0];
        }

        /// <summary>The tensor with another element type; itself where it has it and no copy is asked for.</summary>
        /// <param name="type">The new type.</param>
        /// <param name="copy">Always makes new memory.</param>
        /// <param name="disposeAfter">Disposes this tensor.</param>
        /// <param name="non_blocking">May return before the copy is done.</param>
        public Tensor to_type(
            ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Converted(new Placement(type, null), copy, disposeAfter, non_blocking);

        /// <inheritdoc cref="to_type" />
        public Tensor to(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            to_type(type, copy, disposeAfter, non_blocking);

        /// <summary>The tensor on another device; itself where it is there and no copy is asked for.</summary>
        /// <param name="device">The new device.</param>
        /// <param name="copy">Always makes new memory.</param>
        /// <param name="disposeAfter">Disposes this tensor.</param>
        /// <param name="non_blocking">May return before the copy is done.</param>
        public Tensor to(Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Converted(new Placement(null, device), copy, disposeAfter, non_blocking);

        /// <summary>The tensor with another element type on another device.</summary>
        /// <param name="type">The new type.</param>
        /// <param name="device">The new device.</param>
        /// <param name="copy">Always makes new memory.</param>
        /// <param name="disposeAfter">Disposes this tensor.</param>
        /// <param name="non_blocking">May return before the copy is done.</param>
        public Tensor to(
            ScalarType type, Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) =>
            Converted(new Placement(type, device), copy, disposeAfter, non_blocking);

        /// <summary>The tensor with another one's element type.</summary>
        /// <param name="tensor">Whose type.</param>
        public Tensor type_as(Tensor tensor) => to_type(tensor.dtype);

        /// <summary>The tensor on the processor; itself where it is there already.</summary>
        public Tensor cpu() => to(CPU);

        /// <summary>A copy in page-locked memory of the processor, which a CUDA device reads by itself.</summary>
        public Tensor pin_memory() => Of(Native.tg_pin_memory(this, out var result), result);

        /// <summary>A copy with its own memory; gradients flow through.</summary>
        public Tensor clone() => Of(Native.tg_clone(this, out var result), result);

        /// <summary>The tensor with its elements in the order of their indices; itself where they are.</summary>
        public Tensor contiguous() => Of(Native.tg_contiguous(this, out var result), result);

        /// <summary>Another tensor over the same memory.</summary>
        public Tensor alias() => Of(Native.tg_alias(this, out var result), result);

        /// <summary>Copies elements in place, converting them where types differ.</summary>
        /// <param name="source">Of a shape that broadcasts to this one.</param>
        /// <param name="nonBlocking">May return before the copy is done.</param>
        /// <returns>This tensor.</returns>
        public Tensor copy_(Tensor source, bool nonBlocking = false) =>
            After(Native.tg_copy_(this, source, nonBlocking ? 1 : 0));

        /// <summary>Makes this tensor share another one's memory and shape.</summary>
        /// <param name="source">Whose memory.</param>
        /// <returns>This tensor.</returns>
        public Tensor set_(Tensor source) => After(Native.tg_set_(this, source));

        /// <summary>The address of the first element.</summary>
        /// <exception cref="InvalidOperationException">It is not on the processor.</exception>
        internal nint DataPointer()
        {
            if (device_type != DeviceType.CPU)
                throw new InvalidOperationException($"The memory is on '{device}': copy the tensor with cpu() first.");
            NativeStatus.Check(Native.tg_data(this, out var address));
            return address;
        }

        private Tensor Converted(Placement placement, bool copy, bool disposeAfter, bool nonBlocking)
        {
            var result = Of(Native.tg_to(this, placement, copy ? 1 : 0, nonBlocking ? 1 : 0, out var handle), handle);
            if (disposeAfter) Dispose();
            return result;
        }
    }
}
