using TaskGrid.Training.Data;

namespace TaskGrid.Samples.Baselines;

/// <summary>
/// Presence of words and of pairs of neighbouring words, kept apart for the two texts of a pair. Only what occurs in
/// the rows that it is made from counts.
/// </summary>
internal sealed class TextFeatures
{
    private static readonly char[] Blanks = [' ', '\t'];

    private readonly Dictionary<string, int> _indices = new(StringComparer.Ordinal);

    /// <summary>Collects the features of rows.</summary>
    public TextFeatures(IEnumerable<TaskRow> rows)
    {
        foreach (var name in rows.SelectMany(Names))
        {
            _indices.TryAdd(name, _indices.Count);
        }
    }

    /// <summary>Number of features.</summary>
    public int Count => _indices.Count;

    /// <summary>Indices of the features that a row has.</summary>
    public int[] Of(TaskRow row) =>
        [.. Names(row).Distinct().Where(_indices.ContainsKey).Select(name => _indices[name])];

    private static IEnumerable<string> Names(TaskRow row) =>
        Names(row.Text, "1 ").Concat(row.TextPair is null ? [] : Names(row.TextPair, "2 "));

    private static IEnumerable<string> Names(string text, string prefix)
    {
        var spaced = string.Concat(text.ToLowerInvariant().Select(c => char.IsLetterOrDigit(c) ? $"{c}" : $" {c} "));
        var previous = "<";
        foreach (var word in spaced.Split(Blanks, StringSplitOptions.RemoveEmptyEntries).Append(">"))
        {
            yield return prefix + word;
            yield return prefix + previous + " " + word;
            previous = word;
        }
    }
}
