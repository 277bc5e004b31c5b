namespace TaskGrid.Diffs.Tests.Format;

/// <summary>
/// Files of each version, kept for good: they must stay readable, and version 1 must stay what is written. They are
/// written anew by <c>TASKGRID_WRITE_GOLDEN=FOLDER dotnet test</c>, FOLDER being theirs, and only for a new version.
/// </summary>
public sealed class GoldenFileTests
{
    public static TheoryData<ValueFormat> Formats => [.. Enum.GetValues<ValueFormat>()];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Version1_IsReadAndWrittenAsItWas(ValueFormat format)
    {
        var written = DiffBytes.Of(Diff(), format);
        var name = $"v1-{format.Name()}.tgdiff";
        if (Environment.GetEnvironmentVariable("TASKGRID_WRITE_GOLDEN") is { Length: > 0 } folder)
            File.WriteAllBytes(Path.Combine(folder, name), written);

        var golden = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Golden", name));
        Assert.Equal(golden, written);
        var expected = Diff() with { Diff = ValueCodec.RoundTrip(Diff().Diff, format) };
        DiffAssert.Equal(expected, DiffFile.Read(golden));
    }

    /// <summary>Every form that positions, head and task can take, from formulas alone.</summary>
    private static TaskDiff Diff()
    {
        var layout = ParameterLayout.Create(
        [
            ("embeddings.weight", [500, 8]), ("layer.0.weight", [16, 16]), ("layer.0.bias", [16]),
            ("layer.0.scale", []), ("layer.1.weight", [3, 4, 5]),
        ]);
        var indices = new List<int>();
        for (var i = 0; i < 4_000; i += 3 + i * 7 % 11) indices.Add(i); // 500 entries or so: three blocks
        indices.AddRange(Enumerable.Range(4_256, 16)); // all of layer.0.bias, none of layer.0.weight
        indices.AddRange([4_280, 4_332]); // first and last of a tensor's second half
        return new TaskDiff
        {
            Diff = new SparseDiff(layout, [.. indices], [.. indices.Select(i => (i * 37 % 101 - 50) / 1024f)]),
            Base = Fingerprint.FromHash([.. Enumerable.Range(0, 32).Select(i => (byte)(i * 7))]),
            Head = new TaskHead
            {
                Tensors =
                [
                    new() { Name = "weight", Shape = [3, 2], Values = [0.5f, -0.25f, 1, 2, -3, 0.125f] },
                    new() { Name = "bias", Shape = [3], Values = [0, 1, -1], Format = ValueFormat.Fp16 },
                ],
            },
            Task = new()
            {
                Kind = TaskKind.Classification, Metric = "f1", Labels = ["no", "yes", "größer"], MaxTokens = 128,
            },
            TrainingRecordJson = """{"method":"diff-pruning","seed":0}""",
        };
    }
}
