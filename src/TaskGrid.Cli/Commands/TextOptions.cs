using System.CommandLine;

namespace TaskGrid.Cli.Commands;

/// <summary>The options that give a text, or a pair of texts, on the command line.</summary>
internal static class TextOptions
{
    /// <summary><c>--text</c>.</summary>
    /// <param name="description">For the help.</param>
    /// <param name="required">Whether it must be given.</param>
    public static Option<string?> Text(string description, bool required) =>
        new("--text") { Description = description, HelpName = "TEXT", Required = required };

    /// <summary><c>--text-pair</c>.</summary>
    public static Option<string?> TextPair() =>
        new("--text-pair") { Description = "The second text, for pairs.", HelpName = "TEXT" };

    /// <summary>An optional option that takes a path.</summary>
    /// <param name="name">With its dashes.</param>
    /// <param name="description">For the help.</param>
    public static Option<string?> File(string name, string description) =>
        new(name) { Description = description, HelpName = "FILE" };

    /// <summary>A required option that takes a path.</summary>
    /// <inheritdoc cref="File" />
    public static Option<string> RequiredFile(string name, string description) =>
        new(name) { Description = description, HelpName = "FILE", Required = true };
}
