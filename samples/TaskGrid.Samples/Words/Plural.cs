namespace TaskGrid.Samples.Words;

/// <summary>Regular English plurals.</summary>
internal static class Plural
{
    private static readonly string[] Hissing = ["s", "x", "ch", "sh"];

    /// <summary>The plural of a noun.</summary>
    public static string Of(string noun)
    {
        if (noun == "series")
        {
            return noun;
        }

        if (noun.EndsWith('y') && !"aeiou".Contains(noun[^2]))
        {
            return noun[..^1] + "ies";
        }

        return noun + (Array.Exists(Hissing, noun.EndsWith) ? "es" : "s");
    }
}
