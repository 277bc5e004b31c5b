using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace TaskGrid.Benchmarks.Running;

/// <summary>Options that check their values and say what they take.</summary>
internal static class BenchOption
{
    /// <summary>Some of a few words.</summary>
    /// <param name="name">With its dashes.</param>
    /// <param name="description">For the help.</param>
    /// <param name="words">The allowed words.</param>
    /// <param name="fallback">The default; null: all of them.</param>
    public static Option<string[]> Words(
        string name, string description, string[] words, string[]? fallback = null)
    {
        var option = new Option<string[]>(name)
        {
            Description = description,
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => fallback ?? words,
        };
        return option.AcceptOnlyFromAmong(words);
    }

    /// <summary>One of a few words.</summary>
    /// <param name="name">With its dashes.</param>
    /// <param name="description">For the help.</param>
    /// <param name="words">The allowed words, the default first.</param>
    public static Option<string> Word(string name, string description, params string[] words)
    {
        var option = new Option<string>(name) { Description = description, DefaultValueFactory = _ => words[0] };
        return option.AcceptOnlyFromAmong(words);
    }

    /// <summary>A whole number.</summary>
    /// <param name="name">With its dashes.</param>
    /// <param name="description">For the help.</param>
    /// <param name="least">The smallest allowed value.</param>
    /// <param name="fallback">The default.</param>
    public static Option<int> Number(string name, string description, int least, int fallback) => new(name)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => fallback,
        CustomParser = result => Parse(result, 0, least),
    };

    /// <summary>Whole numbers from 1.</summary>
    /// <param name="name">With its dashes.</param>
    /// <param name="description">For the help.</param>
    /// <param name="fallback">The default.</param>
    public static Option<int[]> Numbers(string name, string description, int[] fallback) => new(name)
    {
        Description = description,
        HelpName = "N",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [.. fallback.Distinct()],
        CustomParser = result => [.. result.Tokens.Select((_, index) => Parse(result, index, 1))],
    };

    /// <summary>Where to compute.</summary>
    public static Option<string> Device() => new("--device")
    {
        Description = "Where both sides compute: cpu, cuda or cuda:N.",
        HelpName = "NAME",
        DefaultValueFactory = _ => DeviceNames.Cpu,
    };

    private static int Parse(ArgumentResult result, int index, int least)
    {
        var text = result.Tokens[index].Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least)
            return value;
        var option = ((OptionResult)result.Parent!).Option;
        result.AddError($"{option.Name} is '{text}'; it takes a whole number from {least}.");
        return least;
    }
}
