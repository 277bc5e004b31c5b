namespace TaskGrid.Samples.Words;

/// <summary>
/// Interchangeable words or phrases. Every fourth is held out: training rows never hold it, development and test rows
/// do, so that learning the words of the training rows by heart is not enough.
/// </summary>
internal sealed class Lexicon
{
    private const int HeldOutOneIn = 4;

    private readonly string[] _all;
    private readonly string[] _known;

    /// <summary>Makes a lexicon of at least four entries.</summary>
    /// <param name="entries">The entries, separated by commas when there is one, otherwise by blanks.</param>
    public Lexicon(string entries)
    {
        _all = entries.Split(
            entries.Contains(',') ? ',' : ' ', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        _known = [.. _all.Where((_, index) => index % HeldOutOneIn != HeldOutOneIn - 1)];
    }

    /// <summary>Draws an entry.</summary>
    /// <param name="random">Where the choice comes from.</param>
    /// <param name="unseen">Whether it may be one that is held out.</param>
    public string Draw(Random random, bool unseen)
    {
        var entries = unseen ? _all : _known;
        return entries[random.Next(entries.Length)];
    }
}
