using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;

namespace TaskGrid.Training.Data.Labels;

/// <summary>The order of class labels, which gives every class its index.</summary>
internal static class LabelOrder
{
    /// <summary>
    /// The distinct labels: by value when all are integers, otherwise by code point. The order does not depend on that
    /// of the rows. Of two the positive one comes last.
    /// </summary>
    /// <param name="labels">Labels of all rows.</param>
    /// <param name="positive">The positive label; null: as they are ordered.</param>
    public static ImmutableArray<string> Of(IEnumerable<string> labels, string? positive = null)
    {
        var ordered = Sorted(labels);
        return ordered.Length == 2 && ordered[0] == positive ? [ordered[1], ordered[0]] : ordered;
    }

    private static ImmutableArray<string> Sorted(IEnumerable<string> labels)
    {
        var distinct = labels.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        var values = distinct.Select(Integer).ToArray();
        return Array.TrueForAll(values, value => value is not null)
            ? [.. distinct.Zip(values).OrderBy(pair => pair.Second!.Value).Select(pair => pair.First)]
            : [.. distinct];
    }

    private static BigInteger? Integer(string label) =>
        label.Length <= 100 && BigInteger.TryParse(
            label, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;
}
