using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using TaskGrid.Diffs.Safetensors;

namespace TaskGrid.Models;

/// <summary>A tensor in a model's weight files, read in stretches so that memory does not grow with its size.</summary>
public sealed class WeightTensor
{
    private const int ChunkBytes = 1 << 18;
    private readonly SafetensorsFile _file;
    private readonly SafetensorsTensor _tensor;

    internal WeightTensor(SafetensorsFile file, SafetensorsTensor tensor) => (_file, _tensor) = (file, tensor);

    /// <summary>Its name in the file.</summary>
    public string Name => _tensor.Name;

    /// <summary>Its element type as the file spells it.</summary>
    public string DType => _tensor.DType;

    /// <summary>Extent of each dimension, row-major.</summary>
    public ImmutableArray<long> Shape => _tensor.Shape;

    /// <summary>Number of elements.</summary>
    public long Count => _tensor.Count;

    /// <summary>Bytes of all its elements.</summary>
    public long ByteLength => _tensor.ByteLength;

    /// <summary>Reads raw bytes.</summary>
    /// <param name="offset">First byte, counted from the tensor's start.</param>
    /// <param name="destination">Is filled whole.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.SafetensorsInvalid"/>,
    /// <see cref="ErrorCodes.FileNotFound"/>.</exception>
    public void ReadBytes(long offset, Span<byte> destination) => _file.Read(_tensor, offset, destination);

    /// <summary>Reads all elements as fp32.</summary>
    /// <param name="destination">Takes exactly as many numbers as the tensor has elements.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.BaseUnsupported"/>: the type is not a supported
    /// floating-point one; <see cref="ErrorCodes.SafetensorsInvalid"/>, <see cref="ErrorCodes.FileNotFound"/>.
    /// </exception>
    public void ReadSingles(Span<float> destination)
    {
        var format = FloatFormat.Find(DType) ?? throw new TaskGridException(
            ErrorCodes.BaseUnsupported,
            $"Tensor '{Name}' in {_file.Path} has type {DType}; supported: {FloatFormat.SupportedNames}.");
        if (ByteLength != (long)destination.Length * format.Bytes)
            throw new ArgumentException($"Tensor '{Name}' does not have {destination.Length} elements.");
        if (format.Name == "F32") ReadBytes(0, MemoryMarshal.AsBytes(destination));
        else Convert(format, destination);
    }

    private void Convert(FloatFormat format, Span<float> destination)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        try
        {
            var most = ChunkBytes / format.Bytes;
            for (var done = 0; done < destination.Length; done += most)
            {
                var part = destination[done..Math.Min(done + most, destination.Length)];
                var bytes = buffer.AsSpan(0, part.Length * format.Bytes);
                ReadBytes((long)done * format.Bytes, bytes);
                format.ToSingle(bytes, part);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
