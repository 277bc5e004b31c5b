namespace TorchSharp;

public static partial class torch
{
    /// <summary>Element types, with libtorch's numbers.</summary>
    public enum ScalarType : sbyte
    {
        /// <summary>Unsigned, 8 bits.</summary>
        Byte = 0,

        /// <summary>Signed, 8 bits.</summary>
        Int8 = 1,

        /// <summary>Signed, 16 bits.</summary>
        Int16 = 2,

        /// <summary>Signed, 32 bits.</summary>
        Int32 = 3,

        /// <summary>Signed, 64 bits; the type of indices.</summary>
        Int64 = 4,

        /// <summary>IEEE 754 binary16.</summary>
        Float16 = 5,

        /// <summary>IEEE 754 binary32; the default of fractions.</summary>
        Float32 = 6,

        /// <summary>IEEE 754 binary64.</summary>
        Float64 = 7,

        /// <summary>True or false, one byte.</summary>
        Bool = 11,

        /// <summary>The upper half of binary32: 8 bits of exponent, 7 of fraction.</summary>
        BFloat16 = 15,
    }

#pragma warning disable CA2211 // TorchSharp has fields here, and so has this binding.
    /// <summary><see cref="ScalarType.Bool"/>.</summary>
    public static ScalarType @bool = ScalarType.Bool;

    /// <summary><see cref="ScalarType.Byte"/>.</summary>
    public static ScalarType uint8 = ScalarType.Byte;

    /// <summary><see cref="ScalarType.Int8"/>.</summary>
    public static ScalarType int8 = ScalarType.Int8;

    /// <summary><see cref="ScalarType.Int16"/>.</summary>
    public static ScalarType int16 = ScalarType.Int16;

    /// <summary><see cref="ScalarType.Int32"/>.</summary>
    public static ScalarType int32 = ScalarType.Int32;

    /// <summary><see cref="ScalarType.Int64"/>.</summary>
    public static ScalarType int64 = ScalarType.Int64;

    /// <summary><see cref="ScalarType.BFloat16"/>.</summary>
    public static ScalarType bfloat16 = ScalarType.BFloat16;

    /// <summary><see cref="ScalarType.Float16"/>.</summary>
    public static ScalarType float16 = ScalarType.Float16;

    /// <summary><see cref="ScalarType.Float32"/>.</summary>
    public static ScalarType float32 = ScalarType.Float32;

    /// <summary><see cref="ScalarType.Float64"/>.</summary>
    public static ScalarType float64 = ScalarType.Float64;
#pragma warning restore CA2211
}
