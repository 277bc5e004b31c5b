using System.CommandLine;
using System.CommandLine.Parsing;
using TaskGrid.Cli.Running;

namespace TaskGrid.Cli.Commands;

/// <summary>Options that take one of a few words.</summary>
internal static class ChoiceOption
{
    /// <summary>A choice without a default.</summary>
    /// <param name="name">With its dashes.</param>
    /// <param name="description">For the help.</param>
    /// <param name="choices">The allowed words.</param>
    public static Option<string?> Create(string name, string description, params string[] choices) => new(name)
    {
        Description = $"{description} One of: {string.Join(", ", choices)}.",
        HelpName = "WORD",
        CustomParser = result => Parse(result, choices),
    };

    /// <summary>A choice with a default.</summary>
    /// <param name="name">With its dashes.</param>
    /// <param name="fallback">The default.</param>
    /// <param name="description">For the help.</param>
    /// <param name="choices">The allowed words.</param>
    public static Option<string> CreateWithDefault(
        string name, string fallback, string description, params string[] choices) => new(name)
    {
        Description = $"{description} One of: {string.Join(", ", choices)}.",
        HelpName = "WORD",
        DefaultValueFactory = _ => fallback,
        CustomParser = result => Parse(result, choices) ?? fallback,
    };

    private static string? Parse(ArgumentResult result, string[] choices)
    {
        var word = result.Tokens[0].Value;
        if (choices.Contains(word)) return word;
        var meant = Suggestions.Nearest(word, choices);
        result.AddError(
            $"{((OptionResult)result.Parent!).Option.Name} is '{word}'; it takes one of {string.Join(", ", choices)}."
            + (meant is null ? "" : $" Did you mean '{meant}'?"));
        return null;
    }
}
