using System.Text.RegularExpressions;

namespace TaskGrid.Infra.Tests.Commands;

/// <summary>What docs/cli.md says of commands; a test of the command line holds it to the program.</summary>
internal static partial class CommandReference
{
    private static readonly string[] Sections =
        File.ReadAllText(Path.Combine(Repository.Root, "docs/cli.md")).Split("\n## ");

    /// <summary>What is wrong with a call.</summary>
    /// <param name="words">The words behind the program's name.</param>
    public static IEnumerable<string> Problems(IReadOnlyList<string> words)
    {
        var command = string.Join(' ', words.Take(2).TakeWhile(word => Word().IsMatch(word)));
        if (!Sections.Any(section => Regex.IsMatch(section, $"`{Regex.Escape(command)}[ `]")))
            yield return $"there is no command '{command}'";
        foreach (var word in words.Where(word => word.StartsWith("--", StringComparison.Ordinal)))
        {
            var option = word.Split('=')[0];
            if (!Has(command, option)) yield return $"'{command}' has no option '{option}'";
        }
    }

    // In the section of the command, or everywhere.
    private static bool Has(string command, string option) =>
        Sections.Where(section => section.StartsWith("Everywhere", StringComparison.Ordinal)
                || Regex.IsMatch(section, $"`{Regex.Escape(command)}[ `]"))
            .Any(section => Regex.IsMatch(section, $@"`{option}[ `]"));

    [GeneratedRegex(@"\A[a-z]+\z")]
    private static partial Regex Word();
}
