using System.Runtime.InteropServices;

namespace TaskGrid.Models.Tests;

public sealed class FloatFormatTests
{
    [Fact]
    public void ToSingle_AllHalfPatterns_AreExact()
    {
        var bits = AllPatterns();
        var actual = new float[bits.Length];
        FloatFormat.Find("F16")!.ToSingle(MemoryMarshal.AsBytes(bits.AsSpan()), actual);
        for (var i = 0; i < bits.Length; i++) Assert.Equal((float)BitConverter.UInt16BitsToHalf(bits[i]), actual[i]);
    }

    [Fact]
    public void ToSingle_AllBFloat16Patterns_AreExact()
    {
        var bits = AllPatterns();
        var actual = new float[bits.Length];
        FloatFormat.Find("BF16")!.ToSingle(MemoryMarshal.AsBytes(bits.AsSpan()), actual);
        for (var i = 0; i < bits.Length; i++)
            Assert.Equal((uint)bits[i] << 16, BitConverter.SingleToUInt32Bits(actual[i]));
    }

    [Theory]
    [InlineData("F16")]
    [InlineData("BF16")]
    public void ToSingle_LengthsThatDoNotFit_Throws(string type) => Assert.Throws<ArgumentException>(
        () => FloatFormat.Find(type)!.ToSingle(new byte[6], new float[4]));

    // Every length around the width of a vector, every position of the bad value.
    [Theory]
    [InlineData("F32", new byte[] { 0, 0, 0x80, 0x7F })]
    [InlineData("F32", new byte[] { 1, 0, 0xC0, 0xFF })]
    [InlineData("F16", new byte[] { 0, 0xFC })]
    [InlineData("F16", new byte[] { 1, 0x7E })]
    [InlineData("BF16", new byte[] { 0x80, 0xFF })]
    [InlineData("BF16", new byte[] { 0xC1, 0x7F })]
    public void HasNonFinite_OneBadValueAnywhere_IsFound(string type, byte[] bad)
    {
        var format = FloatFormat.Find(type)!;
        for (var length = 1; length < 70; length++)
        {
            var bytes = new byte[length * format.Bytes];
            for (var i = 0; i < bytes.Length; i++)
                bytes[i] = (byte)(i % format.Bytes == format.Bytes - 1 ? 0x3B : 0xFF);
            Assert.False(format.HasNonFinite(bytes));
            for (var position = 0; position < length; position++)
            {
                var changed = bytes.ToArray();
                bad.CopyTo(changed, position * format.Bytes);
                Assert.True(format.HasNonFinite(changed));
            }
        }
    }

    [Theory]
    [InlineData("F64")]
    [InlineData("I8")]
    [InlineData("f32")]
    public void Find_OtherType_IsNull(string type) => Assert.Null(FloatFormat.Find(type));

    private static ushort[] AllPatterns() => [.. Enumerable.Range(0, 1 << 16).Select(bits => (ushort)bits)];
}
