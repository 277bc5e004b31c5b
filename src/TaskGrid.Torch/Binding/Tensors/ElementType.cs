namespace TorchSharp;

/// <summary>Which element type matches a type of .NET.</summary>
internal static class ElementType
{
    /// <exception cref="NotSupportedException">No element type matches.</exception>
    public static torch.ScalarType Of<T>()
        where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return torch.ScalarType.Float32;
        if (typeof(T) == typeof(long)) return torch.ScalarType.Int64;
        if (typeof(T) == typeof(int)) return torch.ScalarType.Int32;
        if (typeof(T) == typeof(bool)) return torch.ScalarType.Bool;
        if (typeof(T) == typeof(byte)) return torch.ScalarType.Byte;
        if (typeof(T) == typeof(double)) return torch.ScalarType.Float64;
        if (typeof(T) == typeof(Half)) return torch.ScalarType.Float16;
        if (typeof(T) == typeof(short)) return torch.ScalarType.Int16;
        if (typeof(T) == typeof(sbyte)) return torch.ScalarType.Int8;
        throw new NotSupportedException($"No element type matches {typeof(T).Name}.");
    }
}
