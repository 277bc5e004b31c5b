using System.CommandLine;
using System.CommandLine.Parsing;

namespace TaskGrid.Cli.Commands;

/// <summary>Arguments and options that take the name of a base, a task or an alias.</summary>
internal static class NameSymbols
{
    /// <summary>The argument TASK.</summary>
    public static Argument<string> Task() => Name("TASK", "task", "The task's name.");

    /// <summary>The argument TASK[@REF].</summary>
    public static Argument<string> Model() => new("TASK[@REF]")
    {
        Description = "The task's name, of which 'live' is meant, or one version: TASK@v3, TASK@alias.",
        CustomParser = result => Parse(result, text =>
        {
            ModelReference.Parse(text);
            return text;
        }),
    };

    /// <summary>The argument NAME of a base.</summary>
    public static Argument<string> Base() => Name("NAME", "base", "The base's name in the store.");

    /// <summary>An argument that takes a name.</summary>
    /// <param name="name">As the help shows it.</param>
    /// <param name="kind">What messages call such a name.</param>
    /// <param name="description">For the help.</param>
    public static Argument<string> Name(string name, string kind, string description) =>
        new(name) { Description = description, CustomParser = result => Parse(result, kind) };

    /// <summary>A required option with the name of a base or a task.</summary>
    /// <param name="name">With its dashes.</param>
    /// <param name="kind"><c>base</c> or <c>task</c>.</param>
    /// <param name="description">For the help.</param>
    public static Option<string> Required(string name, string kind, string description) => new(name)
    {
        Description = description,
        HelpName = "NAME",
        Required = true,
        CustomParser = result => Parse(result, kind),
    };

    /// <summary>An optional option with a name.</summary>
    /// <inheritdoc cref="Required" />
    public static Option<string?> Optional(string name, string kind, string description) =>
        new(name) { Description = description, HelpName = "NAME", CustomParser = result => Parse(result, kind) };

    private static string? Parse(ArgumentResult result, string kind) =>
        Parse(result, text => ResourceName.Check(text, kind));

    private static string? Parse(ArgumentResult result, Func<string, string> check)
    {
        try
        {
            return check(result.Tokens[0].Value);
        }
        catch (TaskGridException exception)
        {
            result.AddError(exception.Message);
            return null;
        }
    }
}
