using System.Collections;

namespace TorchSharp.Utils;

/// <summary>The elements of a tensor on the processor in the order of their indices, whatever its strides.</summary>
/// <typeparam name="T">The type that matches the tensor's.</typeparam>
public sealed class TensorAccessor<T> : IDisposable, IEnumerable<T>
    where T : unmanaged
{
    private readonly torch.Tensor _tensor;
    private readonly nint _data;
    private readonly long[]? _shape;
    private readonly long[]? _strides;

    internal TensorAccessor(torch.Tensor tensor)
    {
        _tensor = tensor;
        _data = tensor.DataPointer();
        Count = tensor.NumberOfElements;
        if (tensor.is_contiguous()) return;
        (_shape, _strides) = (tensor.shape, tensor.stride());
    }

    /// <summary>How many elements there are.</summary>
    public long Count { get; }

    /// <summary>One element.</summary>
    /// <param name="indices">One index for each dimension; a single 0 also reads a tensor without dimensions.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index is out of range.</exception>
    public T this[params long[] indices]
    {
        get => At(Flat(indices));
        set => At(Flat(indices)) = value;
    }

    /// <summary>All elements, row after row.</summary>
    public T[] ToArray()
    {
        var result = new T[Count];
        CopyTo(result.AsSpan());
        return result;
    }

    /// <summary>Copies elements out.</summary>
    /// <param name="array">Where to.</param>
    /// <param name="arrayIndex">The first place to fill.</param>
    /// <param name="tensorIndex">The first element to copy.</param>
    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) =>
        CopyTo(array.AsSpan(), arrayIndex, tensorIndex);

    /// <summary>Copies elements out until either side ends.</summary>
    /// <param name="array">Where to.</param>
    /// <param name="arrayIndex">The first place to fill.</param>
    /// <param name="tensorIndex">The first element to copy.</param>
    public void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var target = Shared(array[arrayIndex..], tensorIndex);
        if (_strides is null) Memory(tensorIndex, target.Length).CopyTo(target);
        else for (var i = 0; i < target.Length; i++) target[i] = At(tensorIndex + i);
        GC.KeepAlive(_tensor);
    }

    /// <summary>Copies elements in.</summary>
    /// <param name="array">Where from.</param>
    /// <param name="arrayIndex">The first value to take.</param>
    /// <param name="tensorIndex">The first element to set.</param>
    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0) =>
        CopyFrom(array.AsSpan(), arrayIndex, tensorIndex);

    /// <summary>Copies elements in until either side ends.</summary>
    /// <param name="array">Where from.</param>
    /// <param name="arrayIndex">The first value to take.</param>
    /// <param name="tensorIndex">The first element to set.</param>
    public void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var source = array[arrayIndex..];
        source = source[..(int)Math.Min(source.Length, Count - tensorIndex)];
        if (_strides is null) source.CopyTo(Memory(tensorIndex, source.Length));
        else for (var i = 0; i < source.Length; i++) At(tensorIndex + i) = source[i];
        GC.KeepAlive(_tensor);
    }

    /// <inheritdoc />
    public IEnumerator<T> GetEnumerator()
    {
        for (long i = 0; i < Count; i++) yield return At(i);
    }

    /// <inheritdoc />
    public void Dispose()
    {
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private Span<T> Shared(Span<T> span, long tensorIndex) => span[..(int)Math.Min(span.Length, Count - tensorIndex)];

    private unsafe Span<T> Memory(long start, int length)
    {
        ObjectDisposedException.ThrowIf(_tensor.IsClosed, _tensor);
        return new Span<T>((T*)_data + start, length);
    }

    private unsafe ref T At(long flat)
    {
        ObjectDisposedException.ThrowIf(_tensor.IsClosed, _tensor);
        if ((ulong)flat >= (ulong)Count) throw OutOfRange(flat, Count);
        if (_strides is null) return ref ((T*)_data)[flat];
        long offset = 0;
        for (var dim = _shape!.Length - 1; dim >= 0; dim--)
        {
            offset += flat % _shape[dim] * _strides[dim];
            flat /= _shape[dim];
        }

        return ref ((T*)_data)[offset];
    }

    private static ArgumentOutOfRangeException OutOfRange(long index, long extent) =>
        new(nameof(index), index, $"The index must be from 0 to {extent - 1}.");

    private long Flat(long[] indices)
    {
        var shape = _shape ?? _tensor.shape;
        if (shape.Length == 0 && indices is [0]) return 0;
        if (indices.Length != shape.Length)
            throw new ArgumentException($"{indices.Length} indices for {shape.Length} dimensions.");
        long flat = 0;
        for (var dim = 0; dim < shape.Length; dim++)
        {
            if ((ulong)indices[dim] >= (ulong)shape[dim])
                throw OutOfRange(indices[dim], shape[dim]);
            flat = (flat * shape[dim]) + indices[dim];
        }

        return flat;
    }
}
