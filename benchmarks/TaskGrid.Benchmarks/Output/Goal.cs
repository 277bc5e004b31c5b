using System.Globalization;

namespace TaskGrid.Benchmarks.Output;

/// <summary>A bound that a figure should keep.</summary>
internal sealed record Goal
{
    private readonly double _bound;
    private readonly bool _upper;

    private Goal(double bound, bool upper) => (_bound, _upper) = (bound, upper);

    /// <summary>As it is printed: <c>&lt;= 1.4</c>.</summary>
    public string Text => (_upper ? "<= " : ">= ") + _bound.ToString("0.####", CultureInfo.InvariantCulture);

    /// <summary>A value that should not be exceeded.</summary>
    public static Goal AtMost(double bound) => new(bound, true);

    /// <summary>A value that should be reached.</summary>
    public static Goal AtLeast(double bound) => new(bound, false);

    /// <summary>Whether a value keeps it.</summary>
    public bool IsMetBy(double value) => _upper ? value <= _bound : value >= _bound;
}
