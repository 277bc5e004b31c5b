using System.Buffers.Binary;
using System.Text;
using TaskGrid.Diffs.Safetensors;

namespace TaskGrid.Diffs.Tests.Safetensors;

public sealed class SafetensorsHeaderTests
{
    private static readonly string TwoTensors = Json("b:F32[2,3]@4,28 a:F16[2]@0,4");

    [Fact]
    public void Read_TwoTensors_GivesThemInOrderOfOffset()
    {
        using var stream = File(TwoTensors, 28);
        var header = SafetensorsHeader.Read(stream, "file");

        Assert.Equal(["a", "b"], header.Tensors.Select(tensor => tensor.Name));
        Assert.Equal(new SafetensorsTensor("b", "F32", [2, 3], 4, 28), header.Find("b"));
        Assert.Equal(6, header.Find("b")!.Count);
        Assert.Null(header.Find("c"));
        Assert.Equal(8 + TwoTensors.Length, header.DataStart);
        Assert.Equal(header.DataStart, stream.Position);
        Assert.Equal(28, header.DataLength);
        Assert.Empty(header.Metadata);
    }

    [Theory]
    [InlineData("""{"__metadata__":{"format":"pt"}}   """, 0, "pt")]
    [InlineData("""{"s":{"dtype":"I64","shape":[],"data_offsets":[0,8]},"__metadata__":{"format":"é"}}""", 8, "é")]
    [InlineData("""{"e":{"dtype":"U8","shape":[7,0],"data_offsets":[0,0]},"__metadata__":{"format":""}}""", 0, "")]
    public void Read_Metadata_IsKept(string json, int dataBytes, string format)
    {
        using var stream = File(json, dataBytes);
        Assert.Equal(format, SafetensorsHeader.Read(stream, "file").Metadata["format"]);
    }

    [Theory]
    [InlineData("overlap", "a:U8[4]@0,4 b:U8[4]@3,7", 7)]
    [InlineData("same place", "a:U8[4]@0,4 b:U8[4]@0,4", 4)]
    [InlineData("hole", "a:U8[4]@0,4 b:U8[2]@5,7", 7)]
    [InlineData("hole at the start", "a:U8[4]@1,5", 5)]
    [InlineData("bytes left over", "a:U8[4]@0,4", 5)]
    [InlineData("bytes missing", "a:U8[4]@0,4", 3)]
    [InlineData("reversed", "a:U8[4]@4,0", 4)]
    [InlineData("size differs", "a:F32[2]@0,4", 4)]
    [InlineData("size overflows to fit", "a:F32[4611686018427387904,4]@0,0", 0)]
    [InlineData("offset of 2^63", "a:U8[4]@0,9223372036854775808", 4)]
    [InlineData("negative extent", "a:U8[-2,-2]@0,4", 4)]
    [InlineData("fraction", "a:U8[4.0]@0,4", 4)]
    [InlineData("unknown type", "a:F7[4]@0,4", 4)]
    [InlineData("three offsets", "a:U8[4]@0,4,4", 4)]
    [InlineData("name twice", "a:U8[4]@0,4 a:U8[4]@0,4", 4)]
    [InlineData("name twice, escaped", "a:U8[0]@0,0 \\u0061:U8[0]@0,0", 0)]
    public void Read_TensorsThatDoNotFit_AreRefused(string why, string tensors, int dataBytes) =>
        AssertRefused(why, Json(tensors), dataBytes);

    [Theory]
    [InlineData("no shape", """{"a":{"dtype":"U8","data_offsets":[0,4]}}""", 4)]
    [InlineData("shape twice", """{"a":{"dtype":"U8","shape":[4],"shape":[4],"data_offsets":[0,4]}}""", 4)]
    [InlineData("lone surrogate", """{"\ud800":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}}""", 4)]
    [InlineData("metadata not text", """{"__metadata__":{"n":1}}""", 0)]
    [InlineData("metadata key twice", """{"__metadata__":{"n":"1","n":"2"}}""", 0)]
    [InlineData("array", "[]", 0)]
    [InlineData("empty", "", 0)]
    [InlineData("cut off", """{"a":{"dtype":"U8","shape":[4""", 4)]
    [InlineData("two objects", "{}{}", 0)]
    [InlineData("deep", "{\"a\":[[[[[[[[[[", 0)]
    public void Read_BrokenHeader_IsRefused(string why, string json, int dataBytes) =>
        AssertRefused(why, json, dataBytes);

    [Fact]
    public void Read_SeveralBadTensors_NamesThemAll()
    {
        using var stream = File(Json("a:U8[3]@0,4 b:F7[4]@4,8"), 8);
        var exception = Assert.Throws<TaskGridException>(() => SafetensorsHeader.Read(stream, "file"));
        Assert.Equal(2, exception.Details.Count);
        Assert.Contains("'a'", exception.Details[0], StringComparison.Ordinal);
        Assert.Contains("'F7'", exception.Details[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NotUtf8_IsRefused()
    {
        var bytes = File("""{"__metadata__":{"n":"x"}}""", 0).ToArray();
        bytes[Array.IndexOf(bytes, (byte)'x')] = 0xFF;
        using var stream = new MemoryStream(bytes);
        Assert.Throws<TaskGridException>(() => SafetensorsHeader.Read(stream, "file"));
    }

    [Theory]
    [InlineData(3UL)]
    [InlineData(1UL << 31)]
    [InlineData(1UL << 63)]
    [InlineData(ulong.MaxValue)]
    public void Read_AnnouncedLengthBeyondTheFile_IsRefusedWithoutAllocatingIt(ulong announced)
    {
        var bytes = new byte[10];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, announced);
        using var stream = new MemoryStream(bytes);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var exception = Assert.Throws<TaskGridException>(() => SafetensorsHeader.Read(stream, "file"));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 20);
        Assert.Contains($"{announced}", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_TwoGibibytesOfHeaderInTheFile_IsRefusedWithoutReadingThem()
    {
        var path = Path.GetTempFileName();
        try
        {
            using var stream = new FileStream(path, FileMode.Create, FileAccess.ReadWrite);
            stream.Write(BitConverter.GetBytes(1UL << 31));
            stream.SetLength((1L << 31) + 100); // a sparse file: it takes no disk
            var before = GC.GetAllocatedBytesForCurrentThread();
            Assert.Throws<TaskGridException>(() => SafetensorsHeader.Read(stream, "file"));
            Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 20);
        }
        finally
        {
            System.IO.File.Delete(path);
        }
    }

    private static void AssertRefused(string why, string json, int dataBytes)
    {
        using var stream = File(json, dataBytes);
        var exception = Assert.Throws<TaskGridException>(() => SafetensorsHeader.Read(stream, "weights"));
        Assert.True(exception.Code == ErrorCodes.SafetensorsInvalid, why);
        Assert.StartsWith("weights is not a valid safetensors file: ", exception.Message, StringComparison.Ordinal);
    }

    /// <summary>A header of tensors that are given as <c>name:type[shape]@begin,end</c>.</summary>
    private static string Json(string tensors) => "{" + string.Join(',', tensors.Split(' ').Select(tensor =>
    {
        var parts = tensor.Split(':', '[', ']', '@');
        return $$"""
            "{{parts[0]}}":{"dtype":"{{parts[1]}}","shape":[{{parts[2]}}],"data_offsets":[{{parts[4]}}]}
            """;
    })) + "}";

    private static MemoryStream File(string json, int dataBytes)
    {
        var text = Encoding.UTF8.GetBytes(json);
        return new MemoryStream([.. BitConverter.GetBytes((long)text.Length), .. text, .. new byte[dataBytes]]);
    }
}
