using TaskGrid.Models;
using TaskGrid.Training.Data;

namespace TaskGrid.Benchmarks.Quality.Baselines;

/// <summary>
/// Rows as sets of features: the unigrams and bigrams of the base's wordpieces. Of a pair the features of both texts,
/// each marked by its side, and once more those that both have.
/// </summary>
/// <param name="tokenizer">The base's tokenizer.</param>
internal sealed class TextFeatures(WordPieceTokenizer tokenizer)
{
    private const int Constant = 0, MaxIdsPerChar = 3, NoPiece = -1;

    // A feature is known once a training row has it.
    private readonly Dictionary<(Side Side, int First, int Second), int> _known = [];

    private enum Side
    {
        First,
        Second,
        Both,
    }

    /// <summary>How many there are, the one that every row has included.</summary>
    public int Count => _known.Count + 1;

    /// <summary>The features of a training row; those that are new are known from now on.</summary>
    public int[] Learn(TaskRow row)
    {
        foreach (var feature in All(row)) _known.TryAdd(feature, Count);
        return Of(row);
    }

    /// <summary>The known features of a row, without repetition.</summary>
    public int[] Of(TaskRow row) =>
        [Constant, .. All(row).Where(_known.ContainsKey).Select(feature => _known[feature]).Distinct()];

    private IEnumerable<(Side Side, int First, int Second)> All(TaskRow row)
    {
        var first = Pieces(row.Text);
        var features = first.Select(pieces => (Side.First, pieces.First, pieces.Second));
        if (row.TextPair is null) return features;
        var second = Pieces(row.TextPair);
        return features
            .Concat(second.Select(pieces => (Side.Second, pieces.First, pieces.Second)))
            .Concat(first.Intersect(second).Select(pieces => (Side.Both, pieces.First, pieces.Second)));
    }

    private List<(int First, int Second)> Pieces(string text)
    {
        var ids = new int[MaxIdsPerChar * text.Length];
        ids = ids[..tokenizer.Encode(text, ids)];
        return [.. ids.Select(id => (id, NoPiece)), .. ids.Zip(ids.Skip(1))];
    }
}
