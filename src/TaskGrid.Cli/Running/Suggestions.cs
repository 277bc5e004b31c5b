namespace TaskGrid.Cli.Running;

/// <summary>Guesses what a misspelt word was meant to be.</summary>
internal static class Suggestions
{
    /// <summary>The nearest candidate, if it is near: one letter, and a third of the rest, may be wrong.</summary>
    /// <param name="word">What was typed.</param>
    /// <param name="candidates">What would have been right.</param>
    public static string? Nearest(string word, IEnumerable<string> candidates)
    {
        var best = candidates.MinBy(candidate => Distance(word, candidate));
        return best is not null && Distance(word, best) <= 1 + word.TrimStart('-').Length / 3 ? best : null;
    }

    // Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours.
    private static int Distance(string a, string b)
    {
        var cost = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) cost[i, 0] = i;
        for (var j = 0; j <= b.Length; j++) cost[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var substituted = cost[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                var best = Math.Min(Math.Min(cost[i - 1, j], cost[i, j - 1]) + 1, substituted);
                var swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                cost[i, j] = swapped ? Math.Min(best, cost[i - 2, j - 2] + 1) : best;
            }
        }

        return cost[a.Length, b.Length];
    }
}
