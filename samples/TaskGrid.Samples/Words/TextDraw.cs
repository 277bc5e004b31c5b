namespace TaskGrid.Samples.Words;

/// <summary>The random choices of one text.</summary>
/// <param name="random">Where they come from.</param>
/// <param name="unseen">Whether words that training rows never hold may be drawn.</param>
public sealed class TextDraw(Random random, bool unseen)
{
    /// <summary>One of several options.</summary>
    internal T Of<T>(IReadOnlyList<T> options) => options[random.Next(options.Count)];

    /// <summary>An entry of a lexicon.</summary>
    internal string Of(Lexicon lexicon) => lexicon.Draw(random, unseen);

    /// <summary>Two different entries of a lexicon.</summary>
    internal (string First, string Second) TwoOf(Lexicon lexicon)
    {
        var first = Of(lexicon);
        string second;
        do
        {
            second = Of(lexicon);
        }
        while (second == first);

        return (first, second);
    }

    /// <summary>True in one of <paramref name="times"/> draws.</summary>
    internal bool OneIn(int times) => random.Next(times) == 0;

    /// <summary>A whole number from 0 up to, not including, a limit.</summary>
    internal int Below(int limit) => random.Next(limit);
}
