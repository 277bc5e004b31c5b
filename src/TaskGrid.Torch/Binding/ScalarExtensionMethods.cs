namespace TorchSharp;

/// <summary>Numbers of .NET as scalars and back.</summary>
public static class ScalarExtensionMethods
{
    /// <summary>An integer as a scalar.</summary>
    /// <param name="value">Any value.</param>
    public static Scalar ToScalar(this int value) => value;

    /// <summary>An integer as a scalar.</summary>
    /// <param name="value">Any value.</param>
    public static Scalar ToScalar(this long value) => value;

    /// <summary>A fraction as a scalar.</summary>
    /// <param name="value">Any value.</param>
    public static Scalar ToScalar(this float value) => value;

    /// <summary>A fraction as a scalar.</summary>
    /// <param name="value">Any value.</param>
    public static Scalar ToScalar(this double value) => value;

    /// <summary>A truth value as a scalar.</summary>
    /// <param name="value">True or false.</param>
    public static Scalar ToScalar(this bool value) => value;

    /// <summary>The scalar's value.</summary>
    /// <param name="value">Any scalar.</param>
    public static float ToSingle(this Scalar value) => (float)value.AsDouble();

    /// <summary>The scalar's value.</summary>
    /// <param name="value">Any scalar.</param>
    public static double ToDouble(this Scalar value) => value.AsDouble();

    /// <summary>The scalar's value without its fraction.</summary>
    /// <param name="value">Any scalar.</param>
    public static int ToInt32(this Scalar value) => (int)value.AsInt64();

    /// <summary>The scalar's value without its fraction.</summary>
    /// <param name="value">Any scalar.</param>
    public static long ToInt64(this Scalar value) => value.AsInt64();

    /// <summary>False for zero, true for everything else.</summary>
    /// <param name="value">Any scalar.</param>
    public static bool ToBoolean(this Scalar value) => value.AsDouble() != 0;
}
