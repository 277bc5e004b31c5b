using System.Runtime.InteropServices;

namespace TaskGrid.Training.Checkpoints;

/// <summary>
/// Memory of a run that a checkpoint holds. It is written from where it lies and read back to there, so that a
/// checkpoint needs no second copy of the state.
/// </summary>
internal sealed class StatePart
{
    private const int PieceElements = 1 << 20;
    private readonly SliceOf _slice;

    private StatePart(string name, string type, int count, SliceOf slice) =>
        (Name, Type, Count, _slice) = (name, type, count, slice);

    /// <summary>The bytes of some elements.</summary>
    public delegate Span<byte> SliceOf(int start, int count);

    /// <summary>Floats outside of the managed heap; valid as long as the run is.</summary>
    public delegate Span<float> FloatsOf();

    /// <summary>Name, unique in a checkpoint.</summary>
    public string Name { get; }

    /// <summary>Type of the elements in the words of safetensors.</summary>
    public string Type { get; }

    /// <summary>Number of elements.</summary>
    public int Count { get; }

    /// <summary>An array.</summary>
    public static StatePart Of<T>(string name, T[] values)
        where T : unmanaged =>
        new(name, TypeOf<T>(), values.Length, (start, count) => MemoryMarshal.AsBytes(values.AsSpan(start, count)));

    /// <summary>A tensor's memory.</summary>
    public static StatePart Of(string name, int count, FloatsOf floats) =>
        new(name, TypeOf<float>(), count, (start, length) => MemoryMarshal.AsBytes(floats().Slice(start, length)));

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
    public void ForEachPiece(Action<Span<byte>> handle)
    {
        for (var start = 0; start < Count; start += PieceElements)
            handle(_slice(start, Math.Min(PieceElements, Count - start)));
    }
}
