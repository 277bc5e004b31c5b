using TaskGrid.Diffs.Positions;

namespace TaskGrid.Diffs.Tests.Positions;

public sealed class BitStreamTests
{
    [Fact]
    public void Read_WhatWasWritten_GivesItBack()
    {
        var random = new Random(5);
        var written = Enumerable.Range(0, 2_000).Select(_ => random.Next(33))
            .Select(bits => (Value: (uint)(random.NextInt64() & ((1L << bits) - 1)), Bits: bits)).ToList();
        var writer = new BitWriter();
        foreach (var (value, bits) in written) writer.Write(value, bits);
        var reader = new BitReader(writer.ToArray(1));
        foreach (var (value, bits) in written) Assert.Equal(value, reader.Read(bits));
        Assert.True(reader.AtEnd);
    }

    [Fact]
    public void WriteUnary_LongAndShort_WritesZerosAndAOne()
    {
        var writer = new BitWriter();
        foreach (var zeros in (int[])[0, 3, 31, 32, 64, 100]) writer.WriteUnary(zeros);
        var reader = new BitReader(writer.ToArray(8));
        foreach (var zeros in (int[])[0, 3, 31, 32, 64, 100])
        {
            for (var i = 0; i < zeros; i++) Assert.Equal(0u, reader.Read(1));
            Assert.Equal(1u, reader.Read(1));
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(8, 8)]
    public void ToArray_NineBits_FillsUp(int multiple, int bytes)
    {
        var writer = new BitWriter();
        writer.Write(0x1FF, 9);
        Assert.Equal(Math.Max(2, bytes), writer.ToArray(multiple).Length);
    }

    [Fact]
    public void Read_BeyondTheEnd_IsRefused() =>
        Assert.Throws<TaskGridException>(() => new BitReader(new byte[2]).Read(17));

    [Fact]
    public void ReadExpGolomb_OnlyZeros_IsRefused() =>
        Assert.Throws<TaskGridException>(() => new BitReader([0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0]).ReadExpGolomb(0));

    [Theory]
    [InlineData(1, 0)]
    [InlineData(199, 7)]
    [InlineData(999, 9)]
    [InlineData(19, 4)]
    public void Predict_MeanGap_IsTheCheapestForGeometricGaps(int meanGap, int k)
    {
        Assert.Equal(k, RiceParameter.Predict(1_000, 1_000 * (meanGap + 1)));
        var random = new Random(3);
        var gaps = Enumerable.Range(0, 20_000)
            .Select(_ => (int)(Math.Log(1 - random.NextDouble()) / Math.Log(1 - 1.0 / (meanGap + 1)))).ToArray();
        for (var other = 0; other < 20; other++)
            Assert.True(RiceParameter.Cost(gaps, k) <= RiceParameter.Cost(gaps, other), $"k = {other} is cheaper");
    }

    [Fact]
    public void Choose_AnyBlock_FindsTheCheapest()
    {
        var random = new Random(11);
        for (var trial = 0; trial < 300; trial++)
        {
            var most = random.Next(1, 30);
            var gaps = new int[random.Next(1, 257)];
            for (var i = 0; i < gaps.Length; i++) gaps[i] = random.Next(1 << random.Next(1, most + 1));
            var free = random.Next(32);
            var cheapest = Enumerable.Range(0, 32).Min(k => RiceParameter.Cost(gaps, k) + (k == free ? 1 : 6));
            var chosen = RiceParameter.Choose(gaps, free);
            Assert.Equal(cheapest, RiceParameter.Cost(gaps, chosen) + (chosen == free ? 1 : 6));
        }
    }
}
