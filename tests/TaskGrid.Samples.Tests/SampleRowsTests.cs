namespace TaskGrid.Samples.Tests;

public sealed class SampleRowsTests
{
    private static readonly SampleSizes Sizes = new(Train: 600, Dev: 100, Test: 100);

    public static TheoryData<string> Tasks => [.. SampleTasks.All.Select(task => task.Name)];

    [Theory]
    [MemberData(nameof(Tasks))]
    public void Draw_SameSeed_GivesTheSameRows(string name)
    {
        var (first, again, other) = (Draw(name, 1), Draw(name, 1), Draw(name, 2));

        Assert.Equal(first.Train, again.Train);
        Assert.Equal(first.Test, again.Test);
        Assert.NotEqual(first.Train, other.Train);
    }

    [Theory]
    [MemberData(nameof(Tasks))]
    public void Draw_AllParts_HaveNoRowTwice(string name)
    {
        var rows = Draw(name, 1);

        Assert.Equal(800, rows.Train.Concat(rows.Dev).Concat(rows.Test).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Tasks))]
    public void Draw_TestRows_OftenHaveWordsThatNoTrainingRowHas(string name)
    {
        var rows = SampleRows.Draw(Task(name), new SampleSizes(4000, 1, 200), 1);
        var known = rows.Train.SelectMany(Words).ToHashSet();

        Assert.InRange(rows.Test.Count(row => Words(row).Any(word => !known.Contains(word))), 60, 200);
    }

    [Theory]
    [MemberData(nameof(Tasks))]
    public void Draw_Texts_AreWholeSentences(string name)
    {
        var texts = Draw(name, 1).Train.SelectMany(row => new[] { row.Text, row.TextPair ?? "fine." });

        Assert.All(texts, text => Assert.Matches(@"\A[a-z][a-z0-9,;:' ]*([.?] [a-z][a-z,;:' ]*)*[.?]\z", text));
        Assert.All(texts, text => Assert.DoesNotMatch(@"  | [,.;:?]|[,;:][,.;:?]|\ba [aeio]|\ban [^aeiouh]", text));
    }

    [Theory]
    [InlineData("opinions", "negative positive")]
    [InlineData("replies", "no yes")]
    [InlineData("requests", "book cancel change check pay share")]
    public void Draw_Labels_AreEquallyFrequent(string name, string labels)
    {
        var counts = Draw(name, 1).Train.CountBy(row => row.Label).OrderBy(count => count.Key).ToArray();

        Assert.Equal(labels.Split(' '), counts.Select(count => count.Key));
        Assert.All(counts, count => Assert.Equal(600 / counts.Length, count.Value));
    }

    private static IEnumerable<string> Words(SampleRow row) => $"{row.Text} {row.TextPair}".Split(' ', '.', ',', '?');

    private static SampleRows Draw(string name, int seed) => SampleRows.Draw(Task(name), Sizes, seed);

    private static SampleTask Task(string name) => SampleTasks.All.Single(task => task.Name == name);
}
