using System.Runtime.InteropServices;

namespace TorchSharp;

public static partial class torch
{
    public sealed partial class Tensor
    {
        /// <summary>How many dimensions there are.</summary>
        public long ndim
        {
            get
            {
                NativeStatus.Check(Native.tg_ndim(this, out var count));
                return count;
            }
        }

        /// <summary>How many elements there are.</summary>
        public long NumberOfElements
        {
            get
            {
                NativeStatus.Check(Native.tg_numel(this, out var count));
                return count;
            }
        }

        /// <summary>Bytes per element.</summary>
        public long ElementSize
        {
            get
            {
                NativeStatus.Check(Native.tg_element_size(this, out var size));
                return size;
            }
        }

        /// <summary>The extent of every dimension.</summary>
        public long[] shape
        {
            get
            {
                var sizes = new long[ndim];
                NativeStatus.Check(Native.tg_sizes(this, ref MemoryMarshal.GetArrayDataReference(sizes)));
                return sizes;
            }
        }

        /// <summary>The element type.</summary>
        public ScalarType dtype
        {
            get
            {
                NativeStatus.Check(Native.tg_dtype(this, out var type));
                return (ScalarType)type;
            }
        }

        /// <summary>Where the memory is.</summary>
        public Device device
        {
            get
            {
                NativeStatus.Check(Native.tg_device(this, out var type, out var index));
                return type == (int)DeviceType.CPU ? CPU : new Device((DeviceType)type, index);
            }
        }

        /// <summary>The kind of device where the memory is.</summary>
        public DeviceType device_type
        {
            get
            {
                NativeStatus.Check(Native.tg_device(this, out var type, out _));
                return (DeviceType)type;
            }
        }

        /// <summary>Which device of its kind; −1 for the processor.</summary>
        public int device_index
        {
            get
            {
                NativeStatus.Check(Native.tg_device(this, out _, out var index));
                return index;
            }
        }

        /// <summary>Whether the tensor was made by the user rather than by a recorded operator.</summary>
        public bool is_leaf
        {
            get
            {
                NativeStatus.Check(Native.tg_is_leaf(this, out var value));
                return value != 0;
            }
        }

        /// <summary>How many dimensions there are.</summary>
        public long dim() => ndim;

        /// <summary>How many elements there are.</summary>
        public long numel() => NumberOfElements;

        /// <summary>Bytes per element.</summary>
        public long element_size() => ElementSize;

        /// <summary>The extent of every dimension.</summary>
        public long[] size() => shape;

        /// <summary>The extent of one dimension.</summary>
        /// <param name="dim">Which; negative counts from the end.</param>
        public long size(int dim)
        {
            NativeStatus.Check(Native.tg_size(this, dim, out var size));
            return size;
        }

        /// <summary>How many elements apart neighbours are, for every dimension.</summary>
        public long[] stride()
        {
            var strides = new long[ndim];
            NativeStatus.Check(Native.tg_strides(this, ref MemoryMarshal.GetArrayDataReference(strides)));
            return strides;
        }

        /// <summary>How many elements into its storage the tensor begins.</summary>
        public long storage_offset()
        {
            NativeStatus.Check(Native.tg_storage_offset(this, out var offset));
            return offset;
        }

        /// <summary>Whether the elements lie one after the other in the order of their indices.</summary>
        public bool is_contiguous()
        {
            NativeStatus.Check(Native.tg_is_contiguous(this, out var value));
            return value != 0;
        }
    }
}
