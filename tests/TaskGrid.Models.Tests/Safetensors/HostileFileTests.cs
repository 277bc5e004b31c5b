namespace TaskGrid.Models.Tests;

public sealed class HostileFileTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public static TheoryData<string, string> Headers => new()
    {
        { "overlap", $"{{{Entry("a", 0, 8)},{Entry("b", 4, 12)}}}" },
        { "hole", $"{{{Entry("a", 0, 8)},{Entry("b", 12, 20)}}}" },
        { "beyond the end", $"{{{Entry("a", 0, 8)},{Entry("b", 8, 16)},{Entry("c", 16, 24)}}}" },
        { "bytes without a tensor", $"{{{Entry("a", 0, 8)}}}" },
        { "same tensor twice", $"{{{Entry("a", 0, 8)},{Entry("a", 8, 16)}}}" },
        { "shape that overflows", """{"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,16]}}""" },
        { "shape that wraps to 16", """{"a":{"dtype":"F32","shape":[4611686018427387908],"data_offsets":[0,16]}}""" },
        { "negative shape", """{"a":{"dtype":"F32","shape":[-2,-2],"data_offsets":[0,16]}}""" },
        { "offset over 2^63", """{"a":{"dtype":"F32","shape":[4],"data_offsets":[0,9223372036854775824]}}""" },
        { "end before begin", """{"a":{"dtype":"F32","shape":[4],"data_offsets":[16,0]}}""" },
        { "unknown type", """{"a":{"dtype":"F33","shape":[4],"data_offsets":[0,16]}}""" },
        { "endless shape", $"{{{SafetensorsBytes.Entry("a", "F32", Dimensions(100_000), 0, 16)}}}" },
        { "65 dimensions", $"{{{SafetensorsBytes.Entry("a", "F32", Dimensions(65), 0, 16)}}}" },
        { "long name", $"{{{SafetensorsBytes.Entry(new string('a', 200_000), "F33", [4], 0, 16)}}}" },
        { "long type", $"{{{SafetensorsBytes.Entry("a", new string('F', 200_000), [4], 0, 16)}}}" },
        { "not JSON", "{\"a\":" },
        { "deep nesting", new string('[', 100_000) },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Headers))]
    public void Open_HeaderThatLies_IsRefusedInLittleMemory(string what, string json)
    {
        File.WriteAllBytes(_folder["model.safetensors"], SafetensorsBytes.File(json, new byte[16]));
        var error = AssertRefused(_folder["model.safetensors"], 1 << 20);
        Assert.InRange(error.Message.Length + error.Details.Sum(detail => detail.Length), 1, 2000);
        Assert.NotEmpty(what);
    }

    // The file is sparse: it takes no space, but its length is real.
    [Theory]
    [InlineData(1L << 31, 1L << 31)]
    [InlineData((1L << 31) + 8, 1L << 31)]
    [InlineData(16, long.MaxValue)]
    [InlineData(16, -1)]
    [InlineData(16, 9)]
    [InlineData(7, 0)]
    [InlineData(0, 0)]
    public void Open_HeaderLengthThatLies_IsRefusedInLittleMemory(long fileBytes, long announced)
    {
        using (var stream = File.Create(_folder["model.safetensors"]))
        {
            stream.Write(BitConverter.GetBytes(announced));
            stream.SetLength(fileBytes);
        }

        AssertRefused(_folder["model.safetensors"], 1 << 20);
    }

    [Theory]
    [InlineData("""{"weight_map":{"a":"../model.safetensors"}}""", "../model.safetensors")]
    [InlineData("""{"weight_map":{"a":"/etc/passwd.safetensors"}}""", "/etc/passwd.safetensors")]
    [InlineData("""{"weight_map":{"a":"sub\\model.safetensors"}}""", "model.safetensors")]
    [InlineData("""{"weight_map":{"a":"pytorch_model.bin"}}""", "pytorch_model.bin")]
    [InlineData("""{"weight_map":{"a":7}}""", "'a'")]
    [InlineData("""{"weight_map":{"a":"x.safetensors","a":"x.safetensors"}}""", "named twice")]
    [InlineData("""{"weight_map":{}}""", "0 files")]
    [InlineData("""{"weight_map":[]}""", "weight_map")]
    [InlineData("""[]""", "weight_map")]
    [InlineData("""{"weight_map":{"a":"\ud800.safetensors"}}""", "")]
    [InlineData("""{"weight_map":""", "")]
    public void Open_IndexThatLies_IsRefused(string index, string mentions)
    {
        File.WriteAllText(_folder["model.safetensors.index.json"], index);
        var error = AssertRefused(_folder["model.safetensors.index.json"], 1 << 20);
        Assert.Contains(mentions, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_IndexThatNamesEndlessFiles_IsRefused()
    {
        var map = string.Join(",", Enumerable.Range(0, 2000).Select(i => $"\"t{i}\":\"f{i}.safetensors\""));
        File.WriteAllText(_folder["model.safetensors.index.json"], $"{{\"weight_map\":{{{map}}}}}");
        AssertRefused(_folder["model.safetensors.index.json"], 1 << 22);
    }

    [Fact]
    public void Open_IndexThatDoesNotMatchTheFiles_ListsEveryTensor()
    {
        var model = TestModel.Bert();
        model.WriteShardsTo(_folder.Path, 2);
        var index = File.ReadAllText(_folder["model.safetensors.index.json"]);
        var (first, second) = (model.Tensors[0].Name, model.Tensors[1].Name);
        var (one, two) = ("model-00001-of-00002.safetensors", "model-00002-of-00002.safetensors");
        File.WriteAllText(
            _folder["model.safetensors.index.json"],
            index.Replace($"\"{first}\":\"{one}", $"\"{first}\":\"{two}", StringComparison.Ordinal)
                .Replace($"\"{second}\"", "\"renamed\"", StringComparison.Ordinal));
        var error = AssertRefused(_folder["model.safetensors.index.json"], 1 << 22);
        Assert.Equal(
            new[]
            {
                $"tensor '{first}' is in {one}, but the index places it in {two}",
                $"tensor '{first}' is not in {two}, where the index places it",
                $"tensor '{second}' in {two} is not in the index",
                $"tensor 'renamed' is not in {two}, where the index places it",
            }.Order(StringComparer.Ordinal),
            error.Details.Order(StringComparer.Ordinal));
    }

    private TaskGridException AssertRefused(string path, long mostBytes)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<TaskGridException>(() => WeightFiles.Open(_folder.Path));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, mostBytes);
        Assert.Equal(ErrorCodes.SafetensorsInvalid, error.Code);
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        return error;
    }

    // Of 4 elements.
    private static long[] Dimensions(int count) => [.. Enumerable.Repeat(1L, count - 1), 4];

    private static string Entry(string name, long begin, long end) =>
        SafetensorsBytes.Entry(name, "F32", [2], begin, end);
}
