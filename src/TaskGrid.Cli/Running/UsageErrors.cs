using System.CommandLine;
using System.CommandLine.Parsing;
using TaskGrid.Cli.Commands;
using TaskGrid.Cli.Output;

namespace TaskGrid.Cli.Running;

/// <summary>Explains a wrong command line: everything that is wrong with it, and what was meant.</summary>
internal static class UsageErrors
{
    /// <summary>Everything that is wrong, one sentence each.</summary>
    public static IReadOnlyList<string> Of(ParseResult arguments) => [.. Problems(arguments).Distinct()];

    /// <summary>Prints the errors.</summary>
    /// <param name="problems">At least one.</param>
    /// <param name="arguments">The command line.</param>
    /// <param name="json">Whether as JSON.</param>
    /// <returns><see cref="ExitCodes.Usage"/>.</returns>
    public static int Report(IReadOnlyList<string> problems, ParseResult arguments, bool json)
    {
        var path = string.Join(' ', Path(arguments.CommandResult));
        var hint = $"See {path} --help.";
        var output = new CliOutput(json);
        output.Error(problems is [var single]
            ? new ErrorBody(ErrorCodes.InvalidArgument, $"{single} {hint}", [])
            : new ErrorBody(ErrorCodes.InvalidArgument, $"{problems.Count} arguments are wrong. {hint}", problems));
        return ExitCodes.Usage;
    }

    private static IEnumerable<string> Problems(ParseResult arguments)
    {
        var command = arguments.CommandResult.Command;
        var unmatched = arguments.UnmatchedTokens;
        var group = command.Subcommands.Count > 0;
        if (group && unmatched.Count == 0 && arguments.Errors.Count > 0)
            yield return $"'{command.Name}' needs a command: {Enumerate(command.Subcommands.Select(c => c.Name))}.";
        for (var i = 0; i < unmatched.Count; i++)
        {
            var isOption = IsOption(unmatched[i]);
            // What follows an unknown option or command belongs to it.
            if (!isOption && i > 0 && (group || IsOption(unmatched[i - 1]))) continue;
            var kind = isOption ? "option" : group ? "command" : "argument";
            var known = isOption ? OptionNames(arguments) : command.Subcommands.Select(c => c.Name);
            var meant = Suggestions.Nearest(unmatched[i], known);
            yield return $"Unknown {kind} '{unmatched[i]}'." + (meant is null ? "" : $" Did you mean '{meant}'?");
        }

        if (group) yield break;
        foreach (var error in arguments.Errors)
        {
            // The parser's own words for unmatched tokens, said better above.
            if (!unmatched.Any(token => error.Message.Contains($"'{token}'", StringComparison.Ordinal)))
                yield return error.Message;
        }

        foreach (var conflict in GlobalOptions.Conflicts(arguments, command)) yield return conflict;
        foreach (var conflict in (command as CliCommand)?.Conflicts(arguments) ?? []) yield return conflict;
    }

    private static bool IsOption(string token) => token.StartsWith('-') && token != "-";

    private static IEnumerable<string> OptionNames(ParseResult arguments)
    {
        foreach (var option in arguments.CommandResult.Command.Options) yield return option.Name;
        for (var level = arguments.CommandResult.Parent; level is CommandResult group; level = level.Parent)
        {
            foreach (var option in group.Command.Options.Where(option => option.Recursive)) yield return option.Name;
        }
    }

    private static IEnumerable<string> Path(CommandResult command) =>
        (command.Parent is CommandResult parent ? Path(parent) : []).Append(command.Command.Name);

    private static string Enumerate(IEnumerable<string> names)
    {
        var list = names.ToList();
        return list.Count < 2 ? string.Concat(list) : $"{string.Join(", ", list.SkipLast(1))} or {list[^1]}";
    }
}
