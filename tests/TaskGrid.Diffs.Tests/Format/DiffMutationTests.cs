using TaskGrid.Diffs.Positions;

namespace TaskGrid.Diffs.Tests.Format;

/// <summary>Damaged files: as they are, and with a SHA-256 that fits the damage, so that the parser meets it.</summary>
public sealed class DiffMutationTests
{
    private const int Files = 12;
    private const int MutationsEach = 700;

    [Fact]
    public void Read_DamagedFile_IsRefusedByItsHash()
    {
        ForEachMutation(damaged =>
        {
            var exception = Assert.Throws<TaskGridException>(() => DiffFile.Read(damaged));
            Assert.Equal(ErrorCodes.DiffInvalid, exception.Code);
        });
    }

    [Fact]
    public void Read_DamagedFileWithItsHashPutRight_IsReadOrRefusedInBoundedMemory()
    {
        var (read, refused) = (0, 0);
        ForEachMutation(damaged =>
        {
            if (damaged.Length < 32) return;
            DiffBytes.Sealed(damaged);
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                var diff = DiffFile.Read(damaged);
                Assert.Equal(diff.Diff.Count, diff.Diff.Values.Length);
                read++;
            }
            catch (TaskGridException exception)
            {
                Assert.Contains(exception.Code, (string[])[ErrorCodes.DiffInvalid, ErrorCodes.DiffUnsupported]);
                refused++;
            }

            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 5_000_000 + 100L * damaged.Length);
        });

        // Neither count is zero: the mutations reach deep enough to change mere values, and to break structure.
        Assert.InRange(read, Files * MutationsEach / 50, Files * MutationsEach);
        Assert.InRange(refused, Files * MutationsEach / 5, Files * MutationsEach);
    }

    [Fact]
    public void Decode_DamagedPositions_IsTheSameInAllVariants()
    {
        var damagedThatReads = 0;
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new RandomDiffs(seed);
            var layout = random.Layout(mostTensors: 4);
            var indices = random.Mask(layout);
            var mutation = new Mutation(seed);
            for (var i = 0; i < 200; i++)
            {
                var damaged = mutation.Apply(PositionCodec.Encode(layout, indices));
                var results = RiceDecoder.Supported
                    .Select(decoder => Decode(damaged, layout, indices.Length, decoder)).ToList();
                Assert.All(results, result => Assert.Equal(results[0], result));
                if (results[0] is not null) damagedThatReads++;
            }
        }

        Assert.InRange(damagedThatReads, 100, 4_000);
    }

    /// <summary>The indices, or null when they were refused.</summary>
    private static int[]? Decode(byte[] payload, ParameterLayout layout, int count, RiceDecoder decoder)
    {
        if (payload.Length < 8 || BitConverter.ToInt32(payload) != count) return null;
        var indices = new int[count];
        try
        {
            PositionCodec.Decode(payload, layout, indices, decoder);
        }
        catch (TaskGridException exception)
        {
            Assert.Equal(ErrorCodes.DiffInvalid, exception.Code);
            return null;
        }

        return indices;
    }

    private static void ForEachMutation(Action<byte[]> check)
    {
        for (var seed = 0; seed < Files; seed++)
        {
            var random = new RandomDiffs(seed);
            var layout = random.Layout(mostTensors: 5, mostParameters: 3_000);
            var original = DiffBytes.Of(random.TaskDiff(layout, random.Mask(layout)), (ValueFormat)(seed % 4));
            var mutation = new Mutation(seed);
            for (var i = 0; i < MutationsEach; i++)
            {
                var damaged = mutation.Apply(original);
                if (!damaged.AsSpan().SequenceEqual(original)) check(damaged);
            }
        }
    }
}
