using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;

namespace TaskGrid.Cli.Commands;

/// <summary>Options that take a number in a range, and say the range when they get something else.</summary>
internal static class NumberOption
{
    private const double MaxDays = 36_500;

    /// <summary>An optional whole number.</summary>
    /// <param name="name">With its dashes.</param>
    /// <param name="description">For the help.</param>
    /// <param name="least">The smallest allowed value.</param>
    public static Option<int?> Whole(string name, string description, int least) =>
        new(name) { Description = description, HelpName = "N", CustomParser = result => Parse(result, least, int.MaxValue) };

    /// <summary>A whole number with a default.</summary>
    /// <param name="name">With its dashes.</param>
    /// <param name="description">For the help.</param>
    /// <param name="least">The smallest allowed value.</param>
    /// <param name="fallback">The default.</param>
    /// <param name="most">The largest allowed value.</param>
    public static Option<int> Whole(
        string name, string description, int least, int fallback, int most = int.MaxValue) => new(name)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => fallback,
        CustomParser = result => Parse(result, least, most) ?? fallback,
    };

    /// <summary>A fraction above 0 and at most 1 with a default.</summary>
    /// <param name="name">With its dashes.</param>
    /// <param name="description">For the help.</param>
    /// <param name="fallback">The default.</param>
    public static Option<double> Share(string name, string description, double fallback) => new(name)
    {
        Description = description,
        HelpName = "P",
        DefaultValueFactory = _ => fallback,
        CustomParser = result =>
            Parse<double>(result, value => value is > 0 and <= 1, "a number above 0 and at most 1") ?? fallback,
    };

    /// <summary>An optional number above 0.</summary>
    /// <param name="name">With its dashes.</param>
    /// <param name="description">For the help.</param>
    public static Option<double?> Positive(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "X",
        CustomParser = result =>
            Parse<double>(result, value => value > 0 && double.IsFinite(value), "a finite number above 0"),
    };

    /// <summary>An optional time in days.</summary>
    /// <param name="name">With its dashes.</param>
    /// <param name="description">For the help.</param>
    public static Option<TimeSpan?> Days(string name, string description) => new(name)
    {
        Description = $"{description} In days.",
        HelpName = "DAYS",
        CustomParser = result =>
            Parse<double>(result, value => value is > 0 and <= MaxDays, $"a number of days above 0 and at most {MaxDays}") is { } days
                ? TimeSpan.FromDays(days)
                : null,
    };

    private static int? Parse(ArgumentResult result, int least, int most) => Parse<int>(
        result, value => value >= least && value <= most, $"a whole number from {least} to {most}");

    private static T? Parse<T>(ArgumentResult result, Func<T, bool> isAllowed, string range)
        where T : struct, INumber<T>
    {
        var text = result.Tokens[0].Value;
        if (T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && isAllowed(value))
            return value;
        result.AddError($"{((OptionResult)result.Parent!).Option.Name} is '{text}'; it takes {range}.");
        return null;
    }
}
