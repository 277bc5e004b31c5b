using System.Text.RegularExpressions;

namespace TaskGrid.Gateway;

/// <summary>Says what is wrong with a part of an address or a header, in this API's words.</summary>
internal static partial class ParameterProblem
{
    private const string NoBody = "The body is missing; this address takes JSON.";

    /// <summary>In words; null: the text is of something else.</summary>
    /// <param name="text">What the framework says, which names its own types.</param>
    public static string? Of(string text)
    {
        if (Wrong().Match(text) is { Success: true } wrong)
            return $"'{wrong.Groups[2]}' is {Kind(wrong.Groups[1].Value)}, not '{wrong.Groups[3]}'.";
        if (text.StartsWith("Implicit body inferred for parameter ", StringComparison.Ordinal)) return NoBody;
        if (Missing().Match(text) is not { Success: true } missing) return null;
        return missing.Groups[2].Value switch
        {
            "body" => NoBody,
            "query string" => $"'{missing.Groups[1]}' is missing in the address: ?{missing.Groups[1]}=...",
            var place => $"'{missing.Groups[1]}' is missing ({place}).",
        };
    }

    private static string Kind(string type) =>
        type.Contains("int", StringComparison.Ordinal) || type.Contains("long", StringComparison.Ordinal)
            ? "a whole number"
            : "of another form";

    [GeneratedRegex("""\AFailed to bind parameter "(\S+) (\w+)" from "(.*)"\.\z""", RegexOptions.Singleline)]
    private static partial Regex Wrong();

    [GeneratedRegex("""\ARequired parameter "\S+ (\w+)" was not provided from (.+?)\.\z""")]
    private static partial Regex Missing();
}
