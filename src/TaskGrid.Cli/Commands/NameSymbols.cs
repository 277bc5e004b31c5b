using System.CommandLine;
using System.CommandLine.Parsing;

namespace TaskGrid.Cli.Commands;

/// <summary>Arguments and options that take the name of a base or a task.</summary>
internal static class NameSymbols
{
    /// <summary>The argument TASK.</summary>
    public static Argument<string> Task() => new("TASK")
    {
        Description = "The task's name.",
        CustomParser = result => Parse(result, "task"),
    };

    /// <summary>The argument NAME of a base.</summary>
    public static Argument<string> Base() => new("NAME")
    {
        Description = "The base's name in the store.",
        CustomParser = result => Parse(result, "base"),
    };

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

    private static string? Parse(ArgumentResult result, string kind)
    {
        try
        {
            return ResourceName.Check(result.Tokens[0].Value, kind);
        }
        catch (TaskGridException exception)
        {
            result.AddError(exception.Message);
            return null;
        }
    }
}
