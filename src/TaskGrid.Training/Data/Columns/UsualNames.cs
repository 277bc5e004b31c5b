namespace TaskGrid.Training.Data.Columns;

/// <summary>
/// Names that columns usually have, in the order of preference. Compared without regard to case, blanks, <c>_</c> and
/// <c>-</c>.
/// </summary>
internal static class UsualNames
{
    /// <summary>Columns of the two texts of a pair.</summary>
    public static readonly (string First, string Second)[] Pairs =
    [
        ("sentence1", "sentence2"),
        ("text", "textpair"),
        ("text1", "text2"),
        ("texta", "textb"),
        ("sentencea", "sentenceb"),
        ("question1", "question2"),
        ("premise", "hypothesis"),
        ("query", "document"),
        ("query", "passage"),
        ("question", "passage"),
        ("question", "sentence"),
        ("question", "context"),
        ("question", "answer"),
        ("s1", "s2"),
    ];

    /// <summary>Columns of a single text.</summary>
    public static readonly string[] Texts =
    [
        "sentence", "text", "utterance", "query", "question", "review", "comment", "content", "message", "input",
        "prompt", "document", "title",
    ];

    /// <summary>Columns of the label.</summary>
    public static readonly string[] Labels =
    [
        "label", "labels", "target", "class", "category", "intent", "sentiment", "score", "rating", "similarity",
        "gold", "output",
    ];

    private static readonly HashSet<string> RowIds = ["id", "idx", "index", "guid", "rowid", "unnamed:0", ""];

    /// <summary>Whether a name is one of those of texts.</summary>
    public static bool IsText(string found) =>
        Texts.Any(usual => Matches(found, usual))
        || Pairs.Any(usual => Matches(found, usual.First) || Matches(found, usual.Second));

    /// <summary>Whether two names mean the same.</summary>
    /// <param name="found">A name as it is in the file.</param>
    /// <param name="usual">One of the names here.</param>
    public static bool Matches(string found, string usual) => Plain(found) == usual;

    /// <summary>Whether a column numbers the rows and thus is neither text nor label.</summary>
    public static bool IsRowId(string found) => RowIds.Contains(Plain(found));

    private static string Plain(string name) =>
        string.Concat(name.Where(c => c is not ('_' or '-' or ' '))).ToLowerInvariant();
}
