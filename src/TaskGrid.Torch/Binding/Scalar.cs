namespace TorchSharp;

/// <summary>A number for an operator that keeps whether it is a fraction, an integer or a truth value.</summary>
/// <remarks>Mirrors <c>Number</c> in <c>Native/export.h</c>. Owns nothing; disposing it does nothing.</remarks>
public readonly struct Scalar : IDisposable
{
    private const long Fraction = 0;
    private const long Integer = 1;
    private const long Truth = 2;

    private readonly long _bits;
    private readonly long _kind;

    private Scalar(long bits, long kind) => (_bits, _kind) = (bits, kind);

    /// <summary>The type that libtorch gives such a number: float64, int64 or bool.</summary>
    public torch.ScalarType Type => _kind switch
    {
        Fraction => torch.ScalarType.Float64,
        Integer => torch.ScalarType.Int64,
        _ => torch.ScalarType.Bool,
    };

    /// <summary>Stands for "no value" in native calls.</summary>
    internal static Scalar Absent => new(0, -1);

    /// <summary>1, the factor that changes nothing.</summary>
    internal static Scalar One => new(1, Integer);

    /// <summary>An integer.</summary>
    /// <param name="value">Any value.</param>
    public static implicit operator Scalar(int value) => new(value, Integer);

    /// <summary>An integer.</summary>
    /// <param name="value">Any value.</param>
    public static implicit operator Scalar(long value) => new(value, Integer);

    /// <summary>A fraction.</summary>
    /// <param name="value">Any value, infinities and NaN included.</param>
    public static implicit operator Scalar(float value) => (double)value;

    /// <summary>A fraction.</summary>
    /// <param name="value">Any value, infinities and NaN included.</param>
    public static implicit operator Scalar(double value) => new(BitConverter.DoubleToInt64Bits(value), Fraction);

    /// <summary>A truth value.</summary>
    /// <param name="value">True or false.</param>
    public static implicit operator Scalar(bool value) => new(value ? 1 : 0, Truth);

    /// <inheritdoc />
    public void Dispose()
    {
    }

    /// <summary>The fraction that this number is.</summary>
    internal double AsDouble() => _kind == Fraction ? BitConverter.Int64BitsToDouble(_bits) : _bits;

    /// <summary>The integer that this number is, without its fraction.</summary>
    internal long AsInt64() => _kind == Fraction ? (long)BitConverter.Int64BitsToDouble(_bits) : _bits;
}
