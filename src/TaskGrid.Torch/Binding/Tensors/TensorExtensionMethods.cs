namespace TorchSharp;

/// <summary>The only element of a tensor, converted.</summary>
public static class TensorExtensionMethods
{
    /// <summary>The only element.</summary>
    /// <param name="value">A tensor with one element of any type.</param>
    public static float ToSingle(this torch.Tensor value) => (float)value.ToDouble();

    /// <summary>The only element.</summary>
    /// <param name="value">A tensor with one element of any type.</param>
    public static double ToDouble(this torch.Tensor value)
    {
        NativeStatus.Check(Native.tg_item_double(value, out var result));
        return result;
    }

    /// <summary>The only element without its fraction.</summary>
    /// <param name="value">A tensor with one element of any type.</param>
    public static int ToInt32(this torch.Tensor value) => checked((int)value.ToInt64());

    /// <summary>The only element without its fraction.</summary>
    /// <param name="value">A tensor with one element of any type.</param>
    public static long ToInt64(this torch.Tensor value)
    {
        NativeStatus.Check(Native.tg_item_int64(value, out var result));
        return result;
    }

    /// <summary>Whether the only element is not zero.</summary>
    /// <param name="value">A tensor with one element of any type.</param>
    public static bool ToBoolean(this torch.Tensor value) => value.ToDouble() != 0;
}
