using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TaskGrid.Training.Checkpoints;

/// <summary>
/// Memory of a run that a checkpoint holds. It is written from where it lies and read back to there, so that a
/// checkpoint needs no second copy of the state.
/// </summary>
internal abstract class StatePart(string name, string type, int count)
{
    private const int PieceElements = 1 << 20;

    /// <summary>The bytes of some elements.</summary>
    public delegate Span<byte> SliceOf(int start, int count);

    /// <summary>Floats outside of the managed heap; valid as long as the run is.</summary>
    public delegate Span<float> FloatsOf();

    /// <summary>Name, unique in a checkpoint.</summary>
    public string Name => name;

    /// <summary>Type of the elements in the words of safetensors.</summary>
    public string Type => type;

    /// <summary>Number of elements.</summary>
    public int Count => count;

    /// <summary>An array.</summary>
    public static StatePart Of<T>(string name, T[] values)
        where T : unmanaged =>
        new HostPart(
            name, TypeOf<T>(), values.Length, (start, count) => MemoryMarshal.AsBytes(values.AsSpan(start, count)));

    /// <summary>Memory of the processor.</summary>
    public static StatePart Of(string name, int count, FloatsOf floats) =>
        new HostPart(
            name, TypeOf<float>(), count, (start, length) => MemoryMarshal.AsBytes(floats().Slice(start, length)));

    /// <summary>A tensor on any device.</summary>
    /// <param name="name">Name.</param>
    /// <param name="values">[n], fp32, or bf16 as its bits.</param>
    public static StatePart Of(string name, Tensor values) => new TensorStatePart(name, values);

    /// <summary>The elements' type in the words of safetensors.</summary>
    public static string TypeOf<T>()
        where T : unmanaged =>
        default(T) switch
        {
            float => "F32",
            double => "F64",
            int => "I32",
            ushort => "U16",
            _ => throw new NotSupportedException($"{typeof(T).Name} is no type of a checkpoint."),
        };

    /// <summary>Handles the bytes piece by piece: together they may be more than a span can hold.</summary>
    public void ForEachPiece(Action<Span<byte>> handle) => ForEachRange((start, length) => Read(start, length, handle));

    /// <summary>Overwrites the bytes piece by piece.</summary>
    public void Fill(Action<Span<byte>> handle) => ForEachRange((start, length) => Write(start, length, handle));

    /// <summary>Shows some elements.</summary>
    protected abstract void Read(int start, int length, Action<Span<byte>> handle);

    /// <summary>Lets some elements be overwritten.</summary>
    protected abstract void Write(int start, int length, Action<Span<byte>> handle);

    private void ForEachRange(Action<int, int> handle)
    {
        for (var start = 0; start < Count; start += PieceElements) handle(start, Math.Min(PieceElements, Count - start));
    }

    private sealed class HostPart(string name, string type, int count, SliceOf slice) : StatePart(name, type, count)
    {
        protected override void Read(int start, int length, Action<Span<byte>> handle) => handle(slice(start, length));

        protected override void Write(int start, int length, Action<Span<byte>> handle) => handle(slice(start, length));
    }
}
