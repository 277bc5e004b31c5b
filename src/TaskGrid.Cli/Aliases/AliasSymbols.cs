using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using TaskGrid.Cli.Commands;

namespace TaskGrid.Cli.Aliases;

/// <summary>Arguments of the alias commands.</summary>
internal static class AliasSymbols
{
    /// <summary>The argument ALIAS.</summary>
    public static Argument<string> Name() => NameSymbols.Name("ALIAS", "alias", "The alias, such as live or canary.");

    /// <summary>The arguments VERSION[=WEIGHT].</summary>
    public static Argument<AliasTarget[]> Targets() => new("VERSION[=WEIGHT]")
    {
        Description = "What it names: v3; or several that share the requests by weight: v3=90 v4=10.",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = Parse,
    };

    private static AliasTarget[]? Parse(ArgumentResult result)
    {
        var targets = new List<AliasTarget>();
        foreach (var text in result.Tokens.Select(token => token.Value))
        {
            if (Find(text) is { } target) targets.Add(target);
            else result.AddError($"'{text}' is not a version; it takes the form v3, or v3=90 with a weight above 0.");
        }

        return targets.Count == result.Tokens.Count ? [.. targets] : null;
    }

    private static AliasTarget? Find(string text)
    {
        var (name, weight) = text.IndexOf('=') is >= 0 and var at ? (text[..at], text[(at + 1)..]) : (text, "1");
        return ModelReference.TryParseVersion(name, out var version)
            && double.TryParse(weight, NumberStyles.Float, CultureInfo.InvariantCulture, out var share)
            && share > 0 && double.IsFinite(share)
            ? new AliasTarget(version, share)
            : null;
    }
}
