using System.Text;

namespace TaskGrid.Diffs.Tests.Format;

public sealed class DiffFileTests
{
    [Fact]
    public void Read_WrittenDiffs_GivesThemBack()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var diff = new RandomDiffs(seed).TaskDiff();
            var format = (ValueFormat)(seed % 4);
            var bytes = DiffBytes.Of(diff, format);
            var read = DiffFile.Read(bytes);
            DiffAssert.Equal(diff with { Diff = ValueCodec.RoundTrip(diff.Diff, format) }, read);
            Assert.Equal(bytes, DiffBytes.Of(read, format));
        }
    }

    [Fact]
    public void Open_LongFileThatIsNoDiff_IsRefusedWithoutReadingIt()
    {
        var path = Path.GetTempFileName();
        try
        {
            using var file = File.Open(path, FileMode.Open);
            file.SetLength(1 << 28);
            var before = GC.GetAllocatedBytesForCurrentThread();
            var error = Assert.Throws<TaskGridException>(() => DiffFile.Open(file));
            Assert.Equal(ErrorCodes.DiffInvalid, error.Code);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void ReadTensor_AnyOrder_GivesTheEntriesOfThatTensor()
    {
        var diff = new RandomDiffs(9).TaskDiff();
        var reader = DiffReader.Open(DiffBytes.Of(diff, ValueFormat.Int8));
        var whole = reader.ReadAll().Diff;
        for (var t = diff.Diff.Layout.Tensors.Length - 1; t >= 0; t--)
        {
            var part = reader.ReadTensor(t);
            var expected = Enumerable.Range(0, whole.Count)
                .Where(j => whole.Indices[j] >= part.Tensor.Offset && whole.Indices[j] < part.Tensor.End).ToList();
            Assert.Equal(expected.Select(j => whole.Indices[j]), part.Indices);
            Assert.Equal(expected.Select(j => whole.Values[j]), part.Values);
            Assert.Equal(part.Indices.Length, reader.Info.Tensors[t].Entries);
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => reader.ReadTensor(diff.Diff.Layout.Tensors.Length));
    }

    [Fact]
    public void Info_Sizes_AddUpToTheFile()
    {
        var random = new RandomDiffs(4);
        var diff = random.TaskDiff(EncoderLayouts.Small, random.Mask(EncoderLayouts.Small, 0.005));
        var bytes = DiffBytes.Of(diff, ValueFormat.Int8);
        var info = DiffFile.Verify(new MemoryStream(bytes));
        var payloads = DiffBytes.Records(bytes)
            .ToDictionary(record => record.Kind, record => (long)record.Payload.Length);

        Assert.Equal(bytes.Length, info.FileBytes);
        Assert.Equal((payloads[3], payloads[4], payloads[5]), (info.PositionBytes, info.ValueBytes, info.HeadBytes));
        Assert.Equal((diff.Diff.Count, EncoderLayouts.Small.Count), (info.Entries, info.Parameters));
        Assert.Equal(diff.Head.Count, info.HeadCount);
        Assert.Equal(diff.Diff.Density, info.Density);
        Assert.Equal(ValueFormat.Int8, info.ValueFormat);
        Assert.Equal(1, info.Version);
        Assert.InRange(info.BitsPerPosition / info.EntropyBitsPerPosition, 0.99, 1.02);
        Assert.Equal(diff.Diff.Count, info.Tensors.Sum(tensor => tensor.Entries));
        // A position takes 9.1 bits, a value 8.1; layout, head and the rest are small beside them.
        Assert.InRange(info.FileBytes, 1, (9.3 + 8.3) / 8 * diff.Diff.Count + info.HeadBytes + 1_500);
    }

    [Fact]
    public void Read_StreamThatCannotSeek_GivesTheSame()
    {
        var diff = new RandomDiffs(5).TaskDiff();
        using var stream = new OneWayStream(DiffBytes.Of(diff, ValueFormat.Fp32));
        DiffAssert.Equal(diff, DiffFile.Read(stream));
    }

    [Fact]
    public void Write_BrokenParts_NamesAllProblems()
    {
        var diff = new RandomDiffs(6).TaskDiff() with
        {
            Task = new() { Kind = TaskKind.Classification, Metric = "", Labels = ["a", "a", ""], MaxTokens = -1 },
            Head = new TaskHead
            {
                Tensors =
                [
                    new() { Name = "w", Shape = [2, 3], Values = new float[5] },
                    new() { Name = "w", Shape = [1], Values = [float.NaN] },
                    new() { Name = "v", Shape = [1], Values = [1e9f], Format = ValueFormat.Fp16 },
                    new() { Name = "i", Shape = [1], Values = [1], Format = ValueFormat.Int8 },
                ],
            },
            TrainingRecordJson = "[]",
        };
        using var stream = new MemoryStream();
        var exception = Assert.Throws<TaskGridException>(() => DiffFile.Write(stream, diff, ValueFormat.Fp32));
        Assert.Equal(ErrorCodes.InvalidArgument, exception.Code);
        Assert.Equal(10, exception.Details.Count);
        Assert.Equal(0, stream.Length);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(0, true)]
    [InlineData(3, true)]
    public void Write_LongestInput_HasRoomForSpecialTokens(int tokens, bool accepted)
    {
        var diff = new RandomDiffs(6).TaskDiff();
        diff = diff with { Task = diff.Task with { MaxTokens = tokens } };
        if (accepted)
        {
            using var stream = new MemoryStream(DiffBytes.Of(diff, ValueFormat.Fp32));
            DiffAssert.Equal(diff, DiffFile.Read(stream));
            return;
        }

        var refused = Assert.Throws<TaskGridException>(() => DiffBytes.Of(diff, ValueFormat.Fp32));
        Assert.Contains($"the longest input is {tokens} tokens", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_ValueBeyondTheFormat_IsRefusedBeforeAByteIsWritten()
    {
        var layout = ParameterLayout.Create([("a", [4])]);
        var diff = new RandomDiffs(6).TaskDiff() with { Diff = new SparseDiff(layout, [1], [70_000]) };
        using var stream = new MemoryStream();
        Assert.Throws<TaskGridException>(() => DiffFile.Write(stream, diff, ValueFormat.Fp16));
        Assert.Equal(0, stream.Length);
    }

    [Fact]
    public void Write_HalfASurrogatePair_IsRefused()
    {
        var diff = new RandomDiffs(6).TaskDiff();
        diff = diff with { Task = diff.Task with { Metric = "half a \ud83d" } };
        var exception = Assert.Throws<TaskGridException>(() => DiffBytes.Of(diff, ValueFormat.Fp32));
        Assert.Equal(ErrorCodes.InvalidArgument, exception.Code);
    }

    [Fact]
    public void Write_NameOfTheLongestLength_IsReadBack_AndALongerOneRefused()
    {
        var diff = new RandomDiffs(6).TaskDiff();
        var longest = Named(new string('x', 127) + "." + new string('é', 64));
        DiffAssert.Equal(longest, DiffFile.Read(DiffBytes.Of(longest, ValueFormat.Fp32)));
        var longer = Named(new string('x', 257));
        var exception = Assert.Throws<TaskGridException>(() => DiffBytes.Of(longer, ValueFormat.Fp32));
        Assert.Equal(ErrorCodes.InvalidArgument, exception.Code);

        TaskDiff Named(string name) =>
            diff with { Diff = new SparseDiff(ParameterLayout.Create([(name, [2]), ("..", [1])]), [1], [1]) };
    }

    [Fact]
    public void Read_NamesInTheFile_SpellEachPartOnce()
    {
        var bytes = DiffBytes.Of(new RandomDiffs(8).TaskDiff(EncoderLayouts.Small, []), ValueFormat.Fp32);
        var text = Encoding.Latin1.GetString(bytes);
        Assert.Equal(2, text.Split("intermediate").Length);
    }

    private sealed class OneWayStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException();

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, 1000)]);
    }
}
