using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace TaskGrid.Models;

/// <summary>
/// A floating-point type of safetensors files, little endian as the format is: conversion to fp32, which is exact for
/// all three, and the search for values that are not finite.
/// </summary>
public sealed class FloatFormat
{
    private const uint SingleExponent = 0x7F800000;
    private const ushort HalfExponent = 0x7C00;
    private const ushort BFloat16Exponent = 0x7F80;
    private static readonly FloatFormat[] All = [new("F32", 4), new("F16", 2), new("BF16", 2)];

    private FloatFormat(string name, int bytes) => (Name, Bytes) = (name, bytes);

    /// <summary>The type as files spell it: <c>F32</c>, <c>F16</c> or <c>BF16</c>.</summary>
    public string Name { get; }

    /// <summary>Bytes of one element.</summary>
    public int Bytes { get; }

    /// <summary>The names of the types that are read, for messages.</summary>
    public static string SupportedNames => string.Join(", ", All.Select(format => format.Name));

    /// <summary>The type of a name, or null when it is not one of the three.</summary>
    public static FloatFormat? Find(string name) => Array.Find(All, format => format.Name == name);

    /// <summary>Converts elements to fp32.</summary>
    /// <param name="source">Raw bytes: a whole number of elements.</param>
    /// <param name="destination">Takes as many numbers.</param>
    /// <exception cref="ArgumentException">The lengths do not fit together.</exception>
    public void ToSingle(ReadOnlySpan<byte> source, Span<float> destination)
    {
        if (source.Length != (long)destination.Length * Bytes)
            throw new ArgumentException($"{source.Length} bytes do not hold {destination.Length} numbers of {Name}.");
        switch (Name)
        {
            case "F32":
                source.CopyTo(MemoryMarshal.AsBytes(destination));
                break;
            case "F16":
                TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(source), destination);
                break;
            default:
                WidenBFloat16(MemoryMarshal.Cast<byte, ushort>(source), MemoryMarshal.Cast<float, uint>(destination));
                break;
        }
    }

    /// <summary>Whether an element is infinite or not a number: all bits of its exponent are set.</summary>
    /// <param name="source">Raw bytes: a whole number of elements.</param>
    public bool HasNonFinite(ReadOnlySpan<byte> source) => Name switch
    {
        "F32" => HasAllBits(MemoryMarshal.Cast<byte, uint>(source), SingleExponent),
        "F16" => HasAllBits(MemoryMarshal.Cast<byte, ushort>(source), HalfExponent),
        _ => HasAllBits(MemoryMarshal.Cast<byte, ushort>(source), BFloat16Exponent),
    };

    /// <inheritdoc/>
    public override string ToString() => Name;

    // A bfloat16 is the upper half of an fp32.
    private static void WidenBFloat16(ReadOnlySpan<ushort> source, Span<uint> destination)
    {
        const int HalfWord = 16;
        var index = 0;
        for (; index <= source.Length - Vector<ushort>.Count; index += Vector<ushort>.Count)
        {
            Vector.Widen(new Vector<ushort>(source[index..]), out var low, out var high);
            (low << HalfWord).CopyTo(destination[index..]);
            (high << HalfWord).CopyTo(destination[(index + Vector<uint>.Count)..]);
        }

        for (; index < source.Length; index++) destination[index] = (uint)source[index] << HalfWord;
    }

    private static bool HasAllBits<T>(ReadOnlySpan<T> values, T bits)
        where T : unmanaged, IBinaryInteger<T>
    {
        var mask = new Vector<T>(bits);
        var index = 0;
        for (; index <= values.Length - Vector<T>.Count; index += Vector<T>.Count)
            if (Vector.EqualsAny(new Vector<T>(values[index..]) & mask, mask)) return true;

        for (; index < values.Length; index++)
            if ((values[index] & bits) == bits) return true;
        return false;
    }
}
