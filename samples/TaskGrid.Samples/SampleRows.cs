using TaskGrid.Samples.Words;

namespace TaskGrid.Samples;

/// <summary>The rows of a sample task, all different; equal arguments give equal rows.</summary>
/// <param name="Train">Training rows, of known words only.</param>
/// <param name="Dev">Development rows, with words that no training row holds.</param>
/// <param name="Test">Test rows, drawn like the development rows.</param>
public sealed record SampleRows(
    IReadOnlyList<SampleRow> Train, IReadOnlyList<SampleRow> Dev, IReadOnlyList<SampleRow> Test)
{
    /// <summary>Draws rows.</summary>
    /// <param name="task">The task.</param>
    /// <param name="sizes">How many.</param>
    /// <param name="seed">Seed of all choices.</param>
    public static SampleRows Draw(SampleTask task, SampleSizes sizes, int seed)
    {
        var random = new Random(seed);
        var drawn = new HashSet<(string, string?)>();
        var train = DrawPart(task, sizes.Train, random, unseen: false, drawn);
        var dev = DrawPart(task, sizes.Dev, random, unseen: true, drawn);
        return new SampleRows(train, dev, DrawPart(task, sizes.Test, random, unseen: true, drawn));
    }

    private static SampleRow[] DrawPart(
        SampleTask task, int count, Random random, bool unseen, HashSet<(string, string?)> drawn)
    {
        var draw = new TextDraw(random, unseen);
        var rows = new SampleRow[count];
        for (var index = 0; index < count; index++)
        {
            do
            {
                rows[index] = task.Draw(draw, index % task.Groups);
            }
            while (!drawn.Add((rows[index].Text, rows[index].TextPair)));
        }

        random.Shuffle(rows);
        return rows;
    }
}
