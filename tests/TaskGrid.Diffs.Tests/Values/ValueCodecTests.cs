using TaskGrid.Diffs.Values;

namespace TaskGrid.Diffs.Tests.Values;

public sealed class ValueCodecTests
{
    private static readonly ParameterLayout Layout = ParameterLayout.Create([("a", [700]), ("b", [3]), ("c", [300])]);

    public static TheoryData<ValueFormat> Formats => [.. Enum.GetValues<ValueFormat>()];

    [Theory]
    [MemberData(nameof(Formats))]
    public void RoundTrip_Twice_ChangesNothingMore(ValueFormat format)
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var scale = Math.Pow(10, new Random(seed).Next(-37, format == ValueFormat.Fp16 ? 4 : 38));
            var once = ValueCodec.RoundTrip(Diff(new RandomDiffs(seed).Values(1003, scale)), format);
            DiffAssert.SameBits(once.Values, ValueCodec.RoundTrip(once, format).Values);
        }
    }

    [Fact]
    public void RoundTrip_Fp32_IsExact()
    {
        float[] values = [0f, -0f, float.Epsilon, -float.MaxValue, 1f / 3];
        DiffAssert.SameBits(values, ValueCodec.RoundTrip(Diff(values), ValueFormat.Fp32).Values);
    }

    [Theory]
    [InlineData(ValueFormat.Fp16, 1f / 2048)]
    [InlineData(ValueFormat.Bf16, 1f / 256)]
    public void RoundTrip_SixteenBits_StaysWithinHalfAUnitOfTheLastPlace(ValueFormat format, float relative)
    {
        var values = new RandomDiffs(2).Values(1003, 1);
        var stored = ValueCodec.RoundTrip(Diff(values), format).Values;
        for (var i = 0; i < values.Length; i++)
            Assert.InRange(Math.Abs(stored[i] - values[i]), 0, Math.Abs(values[i]) * relative + 1e-7f);
    }

    [Theory]
    [InlineData(0x3F80_8000u, 0x3F80_0000u)] // a tie goes to the even neighbour, here down
    [InlineData(0x3F81_8000u, 0x3F82_0000u)] // and here up
    [InlineData(0x3F80_8001u, 0x3F81_0000u)]
    [InlineData(0x3FFF_FFFFu, 0x4000_0000u)] // the carry reaches the exponent
    public void RoundTrip_Bf16_RoundsTiesToEven(uint bits, uint expected)
    {
        var stored = ValueCodec.RoundTrip(Diff([BitConverter.UInt32BitsToSingle(bits)]), ValueFormat.Bf16);
        Assert.Equal(expected, BitConverter.SingleToUInt32Bits(stored.Values[0]));
    }

    [Fact]
    public void RoundTrip_Int8_StaysWithinHalfAStepOfItsBlock()
    {
        var values = new RandomDiffs(3).Values(1003);
        values[10] = 1; // an outlier coarsens its own block of 256 and no other
        var stored = ValueCodec.RoundTrip(Diff(values), ValueFormat.Int8).Values;
        int[] bounds = [0, 256, 512, 700, 703, 959, 1003]; // tensors end at 700, 703, 1003
        foreach (var (start, end) in bounds.Zip(bounds.Skip(1)))
        {
            var largest = values[start..end].Max(Math.Abs);
            for (var i = start; i < end; i++)
                Assert.InRange(Math.Abs(stored[i] - values[i]), 0, largest / 127 * 0.5001f);
        }

        Assert.Equal(1, stored[10], 1e-4f);
    }

    [Theory]
    [InlineData(ValueFormat.Fp32, float.MaxValue, true)]
    [InlineData(ValueFormat.Bf16, float.MaxValue, false)]
    [InlineData(ValueFormat.Bf16, 3.38e38f, true)]
    [InlineData(ValueFormat.Fp16, -65504f, true)]
    [InlineData(ValueFormat.Fp16, 65519f, true)]
    [InlineData(ValueFormat.Fp16, -65520f, false)]
    [InlineData(ValueFormat.Int8, 3e38f, true)]
    [InlineData(ValueFormat.Int8, 0f, true)]
    public void CanRepresent_LargestValue_DependsOnTheFormat(ValueFormat format, float value, bool expected)
    {
        Assert.Equal(expected, ValueCodec.CanRepresent([0, value, 1e-9f], format));
        if (expected) Assert.True(float.IsFinite(ValueCodec.RoundTrip(Diff([value]), format).Values[0]));
    }

    [Fact]
    public void RoundTrip_BeyondTheRange_IsRefused()
    {
        var diff = Diff([1, -70_000]);
        var exception = Assert.Throws<TaskGridException>(() => ValueCodec.RoundTrip(diff, ValueFormat.Fp16));
        Assert.Equal(ErrorCodes.InvalidArgument, exception.Code);
        Assert.Contains("70000", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1000f)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(-1f)]
    public void Decode_BadScaleOrCode_IsRefused(float scale)
    {
        byte code = scale == 1000f ? (byte)0x80 : (byte)1;
        Assert.Throws<TaskGridException>(() => Int8Block.Decode([code], scale, new float[1]));
    }

    [Fact]
    public void Parse_Names_MatchTheEnumeration()
    {
        foreach (var format in Enum.GetValues<ValueFormat>())
            Assert.Equal(format, ValueFormatNames.Parse(format.Name()));
        Assert.Equal(["fp32", "fp16", "bf16", "int8"], ValueFormatNames.All);
        var exception = Assert.Throws<TaskGridException>(() => ValueFormatNames.Parse("fp8"));
        Assert.Contains("'fp8'", exception.Message, StringComparison.Ordinal);
    }

    private static SparseDiff Diff(float[] values) => new(Layout, [.. Enumerable.Range(0, values.Length)], values);
}
