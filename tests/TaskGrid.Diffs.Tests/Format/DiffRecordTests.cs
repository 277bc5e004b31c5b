using System.Text;
using TaskGrid.Diffs.Format;
using TaskGrid.Diffs.Positions;

namespace TaskGrid.Diffs.Tests.Format;

public sealed class DiffRecordTests
{
    private const ushort Critical = 1;
    private readonly TaskDiff _diff = new RandomDiffs(2).TaskDiff();
    private readonly List<(ushort Kind, ushort Flags, byte[] Payload)> _records;

    public DiffRecordTests() => _records = DiffBytes.Records(DiffBytes.Of(_diff, ValueFormat.Fp32));

    [Fact]
    public void Read_RecordsTakenApartAndPutTogether_GivesTheDiff() => DiffAssert.Equal(_diff, Read());

    [Fact]
    public void Read_UnknownCriticalRecord_IsUnsupported()
    {
        _records.Add((300, Critical, [1, 2, 3]));
        AssertRefused(ErrorCodes.DiffUnsupported, "kind 300");
    }

    [Fact]
    public void Read_UnknownAncillaryRecord_IsSkipped()
    {
        _records.Add((300, 0, [1, 2, 3]));
        _records.Add((301, 0, []));
        DiffAssert.Equal(_diff, Read());
    }

    [Fact]
    public void Read_UnknownFlag_IsUnsupported()
    {
        _records.Add((300, 2, []));
        AssertRefused(ErrorCodes.DiffUnsupported, "flags 0x0002");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void Read_MissingRecord_IsRefused(int kind)
    {
        _records.RemoveAll(record => record.Kind == kind);
        AssertRefused(ErrorCodes.DiffInvalid, $"record {kind} ");
    }

    [Fact]
    public void Read_NoTrainingRecord_GivesAnEmptyOne()
    {
        _records.RemoveAll(record => record.Kind == 7);
        Assert.Equal("{}", Read().TrainingRecordJson);
    }

    [Fact]
    public void Read_RecordTwice_IsRefused()
    {
        _records.Insert(3, _records[3]);
        AssertRefused(ErrorCodes.DiffInvalid, "comes after");
    }

    [Fact]
    public void Read_RecordsOutOfOrder_IsRefused()
    {
        (_records[0], _records[1]) = (_records[1], _records[0]);
        AssertRefused(ErrorCodes.DiffInvalid, "comes after");
    }

    [Fact]
    public void Read_KnownKindWithOtherFlags_IsRefused()
    {
        _records[2] = _records[2] with { Flags = 0 };
        AssertRefused(ErrorCodes.DiffInvalid, "wrong flags");
    }

    [Fact]
    public void Read_UnknownValueFormat_IsUnsupported()
    {
        _records[3].Payload[0] = 9;
        AssertRefused(ErrorCodes.DiffUnsupported, "format 9");
    }

    [Fact]
    public void Read_UnknownTaskKind_IsUnsupported()
    {
        _records[5].Payload[0] = 9;
        AssertRefused(ErrorCodes.DiffUnsupported, "kind of task 9");
    }

    [Theory]
    [InlineData(1_000, true)]
    [InlineData(1_001, false)]
    public void Read_LongLabel_IsRefusedBeyondTheLimit(int length, bool accepted)
    {
        var task = _diff.Task with { Kind = TaskKind.Classification, Labels = ["no", new string('y', length)] };
        var payload = new PayloadWriter();
        TaskPayload.Write(payload, task);
        _records[5] = _records[5] with { Payload = payload.Written.ToArray() };
        if (accepted) Assert.Equal(task, Read().Task);
        else AssertRefused(ErrorCodes.DiffInvalid, "a label has 1,001 characters, more than 1,000");
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData("{")]
    [InlineData("")]
    public void Read_TrainingRecordThatIsNoObject_IsRefused(string json)
    {
        _records[6] = _records[6] with { Payload = Encoding.UTF8.GetBytes(json) };
        AssertRefused(ErrorCodes.DiffInvalid, "training record");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    public void Read_RecordWithAByteTooMany_IsRefused(int kind)
    {
        _records[kind - 1] = _records[kind - 1] with { Payload = [.. _records[kind - 1].Payload, 1] };
        AssertRefused(ErrorCodes.DiffInvalid, "");
    }

    [Fact]
    public void Read_AllOfTwoBillionParametersInAFewBytes_IsRefusedWithoutMemoryForThem()
    {
        var layout = ParameterLayout.Create([("a", [2_000_000_000])]);
        var diff = _diff with { Diff = new SparseDiff(layout, [], []) };
        var records = DiffBytes.Records(DiffBytes.Of(diff, ValueFormat.Int8));
        var table = new BitWriter();
        PositionTable.WriteCount(table, layout.Count, layout.Tensors[0], layout.Count, layout.Count);
        var tableBytes = table.ToArray(1);
        byte[] positions = [.. BitConverter.GetBytes(layout.Count), .. BitConverter.GetBytes(tableBytes.Length), .. tableBytes];
        records[2] = records[2] with { Payload = positions };
        AssertRefusedInLittleMemory(() => DiffFile.Read(DiffBytes.File([.. records])), "2000000000 int8 values");
    }

    [Theory]
    [InlineData(new byte[] { 1, 1, (byte)'w', 0, 1, 0xFF, 0xFF, 0xFF, 0xFF, 7, 0, 0, 0, 0 })] // [2^31 - 1]
    [InlineData(new byte[] { 1, 1, (byte)'w', 0, 2, 0x80, 0x80, 0x80, 0x80, 4, 0x80, 0x80, 0x80, 0x80, 4 })] // [2^30, 2^30]
    [InlineData(new byte[] { 1, 1, (byte)'w', 1, 2, 0x80, 0x80, 4, 0x80, 0x80, 4 })] // [2^16, 2^16], fp16
    public void ReadHead_ShapeBeyondItsBytes_IsRefusedWithoutMemoryForIt(byte[] payload) =>
        AssertRefusedInLittleMemory(() => HeadPayload.Read(payload), "more numbers than the head holds");

    [Fact]
    public void Read_OtherVersion_IsUnsupported()
    {
        var file = DiffBytes.File([.. _records]);
        file[8] = 2;
        var exception = Assert.Throws<TaskGridException>(() => DiffFile.Read(DiffBytes.Sealed(file)));
        Assert.Equal(ErrorCodes.DiffUnsupported, exception.Code);
        Assert.Contains("version 2", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(11)]
    [InlineData(43)]
    [InlineData(44)]
    public void Read_HardlyAnything_IsRefused(int length)
    {
        var file = DiffBytes.File([.. _records]).AsMemory(0, length);
        var exception = Assert.Throws<TaskGridException>(() => DiffFile.Read(file));
        Assert.Equal(ErrorCodes.DiffInvalid, exception.Code);
    }

    [Theory]
    [InlineData(new byte[] { 1, 1, 0, 1, (byte)'a', 1, 3 }, true)]
    [InlineData(new byte[] { 1, 1, 0, 1, (byte)'a', 1, 0x83, 0 }, false)] // not the shortest form
    [InlineData(new byte[] { 1, 1, 0, 1, (byte)'a', 1, 0xFF, 0xFF, 0xFF, 0xFF, 8 }, false)] // 2^31 and more
    [InlineData(new byte[] { 1, 1, 0, 1, (byte)'a', 1, 128, 128, 128, 128, 128, 128, 128, 128, 128, 3 }, false)]
    [InlineData(new byte[] { 1, 1, 0, 1, 0xFF, 1, 3 }, false)] // not UTF-8
    [InlineData(new byte[] { 1, 1, 1, 1, 3 }, false)] // a part that was not spelled
    [InlineData(new byte[] { 1, 0, 1, 3 }, false)] // no name
    [InlineData(new byte[] { 1, 1, 0, 1, (byte)'a', 1, 0 }, false)] // extent 0
    [InlineData(new byte[] { 2, 1, 0, 1, (byte)'a', 1, 1, 1, 0, 1, 2 }, false)] // a name twice
    [InlineData(new byte[] { 1, 1, 0, 1, (byte)'a', 2, 0xFF, 0xFF, 0xFF, 0xFF, 7, 2 }, false)] // 2^32 parameters
    [InlineData(new byte[] { 0 }, false)]
    public void ReadLayout_Bytes_AreReadOrRefused(byte[] payload, bool valid)
    {
        if (valid)
        {
            Assert.Equal(ParameterLayout.Create([("a", [3])]), LayoutPayload.Read(payload));
            return;
        }

        var exception = Assert.Throws<TaskGridException>(() => LayoutPayload.Read(payload));
        Assert.Equal(ErrorCodes.DiffInvalid, exception.Code);
    }

    private TaskDiff Read() => DiffFile.Read(DiffBytes.File([.. _records]));

    private static void AssertRefusedInLittleMemory(Action read, string part)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var exception = Assert.Throws<TaskGridException>(read);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
        Assert.Equal(ErrorCodes.DiffInvalid, exception.Code);
        Assert.Contains(part, exception.Message, StringComparison.Ordinal);
    }

    private void AssertRefused(string code, string part)
    {
        var exception = Assert.Throws<TaskGridException>(Read);
        Assert.Equal(code, exception.Code);
        Assert.Contains(part, exception.Message, StringComparison.Ordinal);
    }
}
