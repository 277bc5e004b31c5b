namespace TaskGrid.Models.Tests;

/// <summary>A tensor of a made-up checkpoint.</summary>
internal sealed record TestTensor(string Name, string Canonical, string DType, long[] Shape, byte[] Data)
{
    /// <summary>Random numbers from −1 to 1.</summary>
    public static TestTensor Random(Random random, string name, string canonical, string type, params long[] shape)
    {
        var values = new float[shape.Aggregate(1L, (a, b) => a * b)];
        for (var i = 0; i < values.Length; i++) values[i] = (random.NextSingle() * 2) - 1;
        return new TestTensor(name, canonical, type, shape, Encode(type, values));
    }

    /// <summary>The numbers, computed one by one.</summary>
    public float[] Values() => DType switch
    {
        "F32" => [.. Data.Chunk(4).Select(bytes => BitConverter.ToSingle(bytes))],
        "F16" => [.. Data.Chunk(2).Select(bytes => (float)BitConverter.ToHalf(bytes))],
        "BF16" => [.. Data.Chunk(2).Select(bytes => BitConverter.ToSingle([0, 0, bytes[0], bytes[1]]))],
        _ => throw new NotSupportedException(DType),
    };

    /// <summary>The numbers times a factor.</summary>
    public TestTensor Scaled(float factor) => this with { Data = Encode(DType, Array.ConvertAll(Values(), value => value * factor)) };

    private static byte[] Encode(string type, float[] values) => type switch
    {
        "F32" => [.. values.SelectMany(BitConverter.GetBytes)],
        "F16" => [.. values.SelectMany(value => BitConverter.GetBytes((Half)value))],
        "BF16" => [.. values.SelectMany(value => BitConverter.GetBytes(value)[2..])],
        "I64" => [.. values.SelectMany(value => BitConverter.GetBytes((long)value))],
        _ => throw new NotSupportedException(type),
    };
}
