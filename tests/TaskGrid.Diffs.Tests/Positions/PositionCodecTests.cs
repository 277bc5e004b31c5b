using TaskGrid.Diffs.Positions;

namespace TaskGrid.Diffs.Tests.Positions;

public sealed class PositionCodecTests
{
    public static TheoryData<string> Variants => [.. RiceDecoder.Supported.Select(decoder => decoder.Name)];

    [Theory]
    [MemberData(nameof(Variants))]
    public void Decode_RandomMasks_GivesThemBack(string variant)
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new RandomDiffs(seed);
            var layout = random.Layout();
            AssertRoundTrip(layout, random.Mask(layout), variant, $"seed {seed}");
        }
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void Decode_EveryDensity_GivesTheMaskBack(string variant)
    {
        var layout = ParameterLayout.Create([("a", [3, 1_000_001]), ("b", [257])]);
        foreach (var density in (double[])[1e-6, 1e-5, 1e-4, 0.001, 0.003, 0.01, 0.05, 0.2, 0.5, 0.9, 0.9999])
            AssertRoundTrip(layout, new RandomDiffs(1).Mask(layout, density), variant, $"density {density}");
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void Decode_TensorOfTwoBillion_GivesItsFewEntriesBack(string variant)
    {
        var layout = ParameterLayout.Create([("small", [5]), ("large", [int.MaxValue - 10]), ("last", [5])]);
        AssertRoundTrip(layout, [4, 5, int.MaxValue - 6], variant, "ends");
        AssertRoundTrip(layout, [int.MaxValue - 7], variant, "one");
        var steps = Enumerable.Range(0, 2_000).Select(i => 7 + i * 1_073_000).ToArray();
        AssertRoundTrip(layout, steps, variant, "even steps");
        AssertRoundTrip(layout, [.. Enumerable.Range(5, 1_000), 2_147_000_000], variant, "a run and an outlier");
    }

    [Fact]
    public void Decode_BlockLengthsAroundTheLanes_GiveTheSameInAllVariants()
    {
        for (var count = 1; count <= 600; count++)
        {
            var layout = ParameterLayout.Create([("front", [count * 9 + 1]), ("back", [100_000])]);
            var back = Enumerable.Range(0, 2_000).Select(i => layout.Tensors[1].Offset + 40 * i);
            int[] indices = [.. Enumerable.Range(0, count).Select(i => i * 9), .. back];
            foreach (var variant in RiceDecoder.Supported)
                AssertRoundTrip(layout, indices, variant.Name, $"{count} entries");
        }
    }

    [Theory]
    [InlineData(0.001)]
    [InlineData(0.0025)]
    [InlineData(0.005)]
    [InlineData(0.01)]
    [InlineData(0.02)]
    [InlineData(0.05)]
    public void Encode_RandomMaskOfASmallEncoder_TakesTwoPercentMoreThanTheEntropyAtMost(double density)
    {
        var layout = EncoderLayouts.Small;
        var indices = new RandomDiffs(7).Mask(layout, density);
        var bits = 8.0 * PositionCodec.Encode(layout, indices).Length / indices.Length;
        Assert.InRange(bits / PositionCodec.EntropyBits(indices.Length, layout.Count), 0.99, 1.02);
    }

    [Fact]
    public void Encode_AllOrNothing_TakesAFewBytes()
    {
        var layout = EncoderLayouts.Small;
        Assert.InRange(PositionCodec.Encode(layout, []).Length, 1, 40);
        Assert.InRange(PositionCodec.Encode(layout, [.. Enumerable.Range(0, layout.Count)]).Length, 1, 200);
    }

    [Fact]
    public void Encode_FirstRowsDenserThanTheRest_TakesLessThanTheEntropyOfARandomMask()
    {
        var layout = ParameterLayout.Create([("rows", [8_192, 256])]);
        var random = new RandomDiffs(3);
        var front = random.Mask(ParameterLayout.Create([("front", [800, 256])]), 0.05);
        var back = random.Mask(ParameterLayout.Create([("back", [7_392, 256])]), 0.0005);
        int[] indices = [.. front, .. back.Select(index => index + 800 * 256)];
        var bits = 8.0 * PositionCodec.Encode(layout, indices).Length / indices.Length;
        Assert.InRange(bits, 1, 0.8 * PositionCodec.EntropyBits(indices.Length, layout.Count));
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void Decode_PositionBeyondItsTensor_IsRefused(string variant)
    {
        int[] indices = [.. Enumerable.Range(0, 300), 699];
        var payload = PositionCodec.Encode(ParameterLayout.Create([("a", [700]), ("b", [1_000])]), indices);
        AssertRefused(payload, ParameterLayout.Create([("a", [699]), ("b", [1_001])]), indices.Length, variant);
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void Decode_QuotientOfMoreBitsThanABlockMayHave_IsRefused(string variant)
    {
        var layout = ParameterLayout.Create([("a", [1_000_000])]);
        var longest = new int[1];
        PositionCodec.Decode(Unary(layout, RiceParameter.MaxUnaryBits - 1), layout, longest, Decoder(variant));
        Assert.Equal(RiceParameter.MaxUnaryBits - 1, longest[0]);
        AssertRefused(Unary(layout, RiceParameter.MaxUnaryBits), layout, 1, variant);
        AssertRefused(Unary(layout, 500_000), layout, 1, variant);
    }

    [Fact]
    public void Decode_AnythingBehindTheLastPosition_IsRefused()
    {
        var layout = ParameterLayout.Create([("a", [1_000])]);
        var payload = PositionCodec.Encode(layout, [300]);
        var (table, low) = (8, 8 + BitConverter.ToInt32(payload, 4));
        PositionCodec.Decode(payload, layout, new int[1]);
        AssertRefused([.. payload, .. new byte[8]], layout, 1, "portable");
        foreach (var place in (int[])[low - 1, payload.Length - 9, payload.Length - 1])
        {
            var damaged = payload.ToArray();
            damaged[place] ^= 0x80; // padding of the table, of the low section, of the unary section
            AssertRefused(damaged, layout, 1, "portable");
        }

        byte[] longerTable = [.. payload[..4], (byte)(low - table + 1), 0, 0, 0, .. payload[table..low], 0, .. payload[low..]];
        AssertRefused(longerTable, layout, 1, "portable");
    }

    [Fact]
    public void Decode_WrongRoom_Throws()
    {
        var layout = ParameterLayout.Create([("a", [10])]);
        var payload = PositionCodec.Encode(layout, [3, 4]);
        Assert.Throws<ArgumentException>(() => PositionCodec.Decode(payload, layout, new int[3]));
    }

    [Fact]
    public void EntropyBits_HalfOfAll_IsTwo() => Assert.Equal(2, PositionCodec.EntropyBits(50, 100), 12);

    private static void AssertRoundTrip(ParameterLayout layout, int[] indices, string variant, string what)
    {
        var decoded = new int[indices.Length];
        PositionCodec.Decode(PositionCodec.Encode(layout, indices), layout, decoded, Decoder(variant));
        Assert.True(indices.AsSpan().SequenceEqual(decoded), what);
    }

    private static void AssertRefused(byte[] payload, ParameterLayout layout, int entries, string variant)
    {
        var decoder = Decoder(variant);
        var exception = Assert.Throws<TaskGridException>(
            () => PositionCodec.Decode(payload, layout, new int[entries], decoder));
        Assert.Equal(ErrorCodes.DiffInvalid, exception.Code);
    }

    private static RiceDecoder Decoder(string variant) =>
        RiceDecoder.Supported.Single(decoder => decoder.Name == variant);

    /// <summary>One entry with all its bits in the quotient, and room behind the streams for the widest loads.</summary>
    private static byte[] Unary(ParameterLayout layout, int index)
    {
        var (table, unary) = (new BitWriter(), new BitWriter());
        PositionTable.WriteCount(table, 1, layout.Tensors[0], 1, layout.Count);
        PositionTable.WriteParameter(table, 0, RiceParameter.Predict(1, layout.Count));
        unary.WriteUnary(index);
        var tableBytes = table.ToArray(1);
        return [.. BitConverter.GetBytes(1), .. BitConverter.GetBytes(tableBytes.Length), .. tableBytes, .. unary.ToArray(8)];
    }
}
