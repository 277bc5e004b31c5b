using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using TaskGrid.Diffs.Safetensors;
using TaskGrid.Tests;
using TaskGrid.Tests.Python;

namespace TaskGrid.Diffs.Tests.Safetensors;

public sealed class DiffSafetensorsTests
{
    [Fact]
    public void Import_ExportedDiffs_GivesThemBack()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var diff = new RandomDiffs(seed).TaskDiff();
            DiffAssert.Equal(diff, DiffSafetensors.Import(Export(diff), "file"));
        }
    }

    [Fact]
    public void Export_OfAnInt8File_LeadsBackToTheSameBytes()
    {
        var bytes = DiffBytes.Of(new RandomDiffs(3).TaskDiff(), ValueFormat.Int8);
        var imported = DiffSafetensors.Import(Export(DiffFile.Read(bytes)), "file");
        Assert.Equal(bytes, DiffBytes.Of(imported, ValueFormat.Int8));
    }

    [Fact]
    public void Export_Tensors_AreNamedAndTypedForPython()
    {
        var layout = ParameterLayout.Create([("empty", [4]), ("a.weight", [2, 3]), ("b", [5])]);
        var diff = new RandomDiffs(1).TaskDiff() with { Diff = new SparseDiff(layout, [5, 9, 12], [1, 2, 3]) };
        using var stream = Export(diff);
        var header = SafetensorsHeader.Read(stream, "file");

        Assert.Equal(
            ["a.weight.indices", "a.weight.values", "b.indices", "b.values", "head.weight", "head.bias"],
            header.Tensors.Select(tensor => tensor.Name));
        Assert.Equal(["I32", "F32", "I32", "F32", "F32", "F16"], header.Tensors.Select(tensor => tensor.DType));
        Assert.Equal([1, 5], Numbers<int>(stream, header, "a.weight.indices"));
        Assert.Equal([1f, 2f], Numbers<float>(stream, header, "a.weight.values"));
        Assert.Equal([2], Numbers<int>(stream, header, "b.indices"));
        Assert.Equal(0, header.DataStart % 8);
        Assert.Equal(diff.Base.Hex, header.Metadata["base"]);
        Assert.Equal("0.2", header.Metadata["density"]);
        Assert.Equal("""[["empty",[4]],["a.weight",[2,3]],["b",[5]]]""", header.Metadata["layout"]);
    }

    // Without the reader under test, and without the package of that name: what the format's own documentation says.
    [NumpyFact]
    public void Export_ReadByPython_HoldsTheSameNumbers()
    {
        var diff = new RandomDiffs(4).TaskDiff();
        using var folder = new ScratchFolder();
        File.WriteAllBytes(folder["diff.safetensors"], Export(diff).ToArray());
        using var json = JsonDocument.Parse(
            SystemPython.Run(Path.Combine("Safetensors", "read_export.py"), folder["diff.safetensors"]));
        var tensors = json.RootElement.GetProperty("tensors");
        var (indices, values) = (new List<int>(), new List<float>());
        foreach (var tensor in diff.Diff.Layout.Tensors)
        {
            if (!tensors.TryGetProperty(tensor.Name + ".indices", out var places)) continue;
            var numbers = tensors.GetProperty(tensor.Name + ".values");
            Assert.Equal(("int32", "float32"), (places.GetProperty("type").GetString(), numbers.GetProperty("type").GetString()));
            indices.AddRange(Numbers(places).Select(place => tensor.Offset + place.GetInt32()));
            values.AddRange(Numbers(numbers).Select(number => (float)number.GetDouble()));
        }

        Assert.Equal(diff.Diff.Indices, indices);
        Assert.Equal(diff.Diff.Values, values);
        Assert.Equal(diff.Base.Hex, json.RootElement.GetProperty("metadata").GetProperty("base").GetString());
        foreach (var head in diff.Head.Tensors)
        {
            var tensor = tensors.GetProperty("head." + head.Name);
            Assert.Equal(head.Shape, tensor.GetProperty("shape").EnumerateArray().Select(extent => extent.GetInt32()));
            Assert.Equal(head.Values, Numbers(tensor).Select(number => (float)number.GetDouble()));
        }

        static IEnumerable<JsonElement> Numbers(JsonElement tensor) => tensor.GetProperty("numbers").EnumerateArray();
    }

    [Theory]
    [InlineData(ValueFormat.Int8)]
    [InlineData(ValueFormat.Fp16)]
    [InlineData(ValueFormat.Bf16)]
    [InlineData(ValueFormat.Fp32)]
    public void Import_ExportOfAnyFormat_IsStoredInThatFormat(ValueFormat format)
    {
        var random = new RandomDiffs(5);
        var layout = ParameterLayout.Create([("a", [4_000]), ("b", [3_000])]);
        var diff = random.TaskDiff(layout, random.Mask(layout, 0.5));
        var bytes = DiffBytes.Of(diff, format);

        var imported = DiffSafetensors.Import(Export(DiffFile.Read(bytes)), "file");

        Assert.Equal(format, ValueCodec.SmallestExact(imported.Diff));
        Assert.Equal(bytes, DiffBytes.Of(imported, ValueCodec.SmallestExact(imported.Diff)));
    }

    [Fact]
    public void Export_NamesThatCollide_AreRefused()
    {
        var layout = ParameterLayout.Create([("head.x", [4])]);
        var diff = new RandomDiffs(1).TaskDiff() with
        {
            Diff = new SparseDiff(layout, [1], [1]),
            Head = new TaskHead { Tensors = [new() { Name = "x.values", Shape = [1], Values = [1] }] },
        };
        Assert.Equal(ErrorCodes.InvalidArgument, Assert.Throws<TaskGridException>(() => Export(diff)).Code);
    }

    [Theory]
    [InlineData("\"base\":\"", "\"base\":\"x")]
    [InlineData("\"base\"", "\"bass\"")]
    [InlineData("\"kind\":\"", "\"kind\":\"x")]
    [InlineData("\"max_tokens\":\"", "\"max_tokens\":\"-")]
    [InlineData("\"labels\":\"[", "\"labels\":\"[[")]
    [InlineData("\"labels\":\"[", "\"labels\":\"[null,")]
    [InlineData("\"layout\":\"[", "\"layout\":\"[7,")]
    [InlineData("\"layout\":\"[", "\"layout\":\"[[],")]
    [InlineData("\"layout\":\"[[", "\"layout\":\"[[null,[1]],[")]
    [InlineData("\"layout\":\"[[", "\"layout\":\"[[\\u0022z\\u0022,[1.5]],[")]
    [InlineData("\"layout\":\"[[", "\"layout\":\"[[\\u0022z\\u0022,[2147483647]],[")]
    [InlineData("\"training_record\":\"{", "\"training_record\":\"{{")]
    [InlineData(".indices\"", ".indexes\"")]
    [InlineData(".values\"", ".numbers\"")]
    [InlineData("\"head.", "\"tail.")]
    [InlineData("\"I32\"", "\"U32\"")]
    public void Import_ChangedHeader_IsRefused(string part, string replacement)
    {
        var layout = ParameterLayout.Create([("a", [40]), ("b", [50])]);
        var bytes = Export(new RandomDiffs(2).TaskDiff(layout, [1, 3, 41, 89])).ToArray();
        var length = (int)BitConverter.ToInt64(bytes);
        var json = Encoding.UTF8.GetString(bytes, 8, length);
        Assert.Contains(part, json, StringComparison.Ordinal);
        var changed = Encoding.UTF8.GetBytes(json.Replace(part, replacement, StringComparison.Ordinal));
        byte[] file = [.. BitConverter.GetBytes((long)changed.Length), .. changed, .. bytes[(8 + length)..]];
        using var stream = new MemoryStream(file);
        var exception = Assert.Throws<TaskGridException>(() => DiffSafetensors.Import(stream, "my file"));
        Assert.Equal(ErrorCodes.DiffInvalid, exception.Code);
        Assert.StartsWith("my file is not an exported diff", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1, 3)]
    [InlineData(1, 40)]
    [InlineData(3, 3)]
    public void Import_IndexOutsideItsTensorOrOutOfOrder_IsRefused(int first, int second)
    {
        var layout = ParameterLayout.Create([("a", [40]), ("b", [50])]);
        using var stream = Export(new RandomDiffs(2).TaskDiff(layout, [1, 3]));
        SafetensorsHeader.Read(stream, "file");
        stream.Write([.. BitConverter.GetBytes(first), .. BitConverter.GetBytes(second)]); // the data begins with them
        var exception = Assert.Throws<TaskGridException>(() => DiffSafetensors.Import(stream, "file"));
        Assert.Equal(ErrorCodes.DiffInvalid, exception.Code);
    }

    [Fact]
    public void Import_DamagedFiles_AreReadOrRefusedInBoundedMemory()
    {
        var refused = 0;
        for (var seed = 0; seed < 10; seed++)
        {
            var random = new RandomDiffs(seed);
            var layout = random.Layout(mostTensors: 4, mostParameters: 300);
            var original = Export(random.TaskDiff(layout, random.Mask(layout))).ToArray();
            var mutation = new Mutation(seed);
            for (var i = 0; i < 300; i++)
            {
                var damaged = mutation.Apply(original);
                var before = GC.GetAllocatedBytesForCurrentThread();
                try
                {
                    DiffSafetensors.Import(new MemoryStream(damaged), "file");
                }
                catch (TaskGridException exception)
                {
                    Assert.Contains(exception.Code, (string[])[ErrorCodes.DiffInvalid, ErrorCodes.SafetensorsInvalid]);
                    refused++;
                }

                Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2_000_000 + 100L * damaged.Length);
            }
        }

        Assert.InRange(refused, 1_000, 3_000);
    }

    private static T[] Numbers<T>(MemoryStream stream, SafetensorsHeader header, string name)
        where T : unmanaged
    {
        var tensor = header.Find(name)!;
        var bytes = stream.ToArray().AsSpan((int)(header.DataStart + tensor.Begin), (int)tensor.ByteLength);
        return MemoryMarshal.Cast<byte, T>(bytes).ToArray();
    }

    private static MemoryStream Export(TaskDiff diff)
    {
        var stream = new MemoryStream();
        DiffSafetensors.Export(diff, stream);
        stream.Position = 0;
        return stream;
    }
}
