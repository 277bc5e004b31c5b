using System.Text;

namespace TaskGrid.Models.Tests;

/// <summary>Writes safetensors files for tests, right and wrong ones, independently of the code under test.</summary>
internal static class SafetensorsBytes
{
    /// <summary>A valid file with the tensors in the given order.</summary>
    public static byte[] Of(IEnumerable<TestTensor> tensors)
    {
        var (json, data, offset) = (new List<string>(), new List<byte>(), 0);
        foreach (var tensor in tensors)
        {
            json.Add(Entry(tensor.Name, tensor.DType, tensor.Shape, offset, offset + tensor.Data.Length));
            data.AddRange(tensor.Data);
            offset += tensor.Data.Length;
        }

        return File("{" + string.Join(",", json) + "}", [.. data]);
    }

    public static string Entry(string name, string type, long[] shape, long begin, long end) =>
        $$"""
        "{{name}}":{"dtype":"{{type}}","shape":[{{string.Join(",", shape)}}],"data_offsets":[{{begin}},{{end}}]}
        """;

    /// <summary>A file of any header and data.</summary>
    public static byte[] File(string json, byte[] data)
    {
        var header = Encoding.UTF8.GetBytes(json);
        return [.. BitConverter.GetBytes((long)header.Length), .. header, .. data];
    }
}
