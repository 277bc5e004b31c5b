using System.Text.RegularExpressions;

namespace TaskGrid.Samples.Words;

/// <summary>Sentences with slots.</summary>
internal static partial class Template
{
    /// <summary>
    /// Fills a pattern: <c>{name}</c> becomes what <paramref name="slot"/> gives for the name; superfluous blanks go,
    /// and <c>a</c> becomes <c>an</c> before a vowel.
    /// </summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="slot">Gives the text of a slot, null for a slot that does not exist.</param>
    /// <exception cref="InvalidOperationException">The pattern has a slot that does not exist.</exception>
    public static string Fill(string pattern, Func<string, string?> slot)
    {
        var text = Slot().Replace(pattern, match => slot(match.Groups[1].Value) ?? throw new InvalidOperationException(
            $"The pattern '{pattern}' has the unknown slot '{match.Groups[1].Value}'."));
        text = Blanks().Replace(text, " ").Trim();
        return Article().Replace(BlankBeforeMark().Replace(text, "$1"), "an");
    }

    [GeneratedRegex(@"\{([\w:]+)\}")]
    private static partial Regex Slot();

    [GeneratedRegex(" +")]
    private static partial Regex Blanks();

    [GeneratedRegex(" ([,.?;])")]
    private static partial Regex BlankBeforeMark();

    [GeneratedRegex(@"\ba(?= (?:[aeio]|un(?!i)|ugly|honest))")]
    private static partial Regex Article();
}
