using System.Text.RegularExpressions;

namespace TaskGrid;

/// <summary>
/// The rule for names of bases and tasks: 1 to 64 of <c>a-z 0-9 . _ -</c>, beginning with a letter or digit. Such a
/// name is safe as a file name and in a URL.
/// </summary>
public static partial class ResourceName
{
    /// <summary>Returns <paramref name="name"/> when it follows the rule.</summary>
    /// <param name="name">The name to check.</param>
    /// <param name="kind">What is named, for the message: <c>base</c> or <c>task</c>.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.InvalidName"/>.</exception>
    public static string Check(string name, string kind) =>
        Rule().IsMatch(name)
            ? name
            : throw Invalid(name, kind);

    /// <summary>The error of a name that does not follow the rule.</summary>
    /// <param name="name">The name.</param>
    /// <param name="kind">As in <see cref="Check"/>.</param>
    public static TaskGridException Invalid(string name, string kind) => new(
        ErrorCodes.InvalidName,
        $"'{name}' is not a {kind} name. Use 1 to 64 of a-z, 0-9, '.', '_' and '-', beginning with a letter or digit.");

    /// <summary>Whether a name follows the rule.</summary>
    public static bool IsValid(string name) => Rule().IsMatch(name);

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9._-]{0,63}\z")]
    private static partial Regex Rule();
}
