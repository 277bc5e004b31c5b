using System.Globalization;

namespace TaskGrid.Benchmarks.Output;

/// <summary>A bound that a figure should keep.</summary>
internal sealed record Goal
{
    private readonly string _relation;
    private readonly double _bound;

    private Goal(string relation, double bound) => (_relation, _bound) = (relation, bound);

    /// <summary>As it is printed: <c>&lt;= 1.4</c>.</summary>
    public string Text => $"{_relation} {_bound.ToString("0.####", CultureInfo.InvariantCulture)}";

    /// <summary>A value that should not be exceeded.</summary>
    public static Goal AtMost(double bound) => new("<=", bound);

    /// <summary>A value that should be reached.</summary>
    public static Goal AtLeast(double bound) => new(">=", bound);

    /// <summary>A value that should be exceeded.</summary>
    public static Goal Above(double bound) => new(">", bound);

    /// <summary>Whether a value keeps it; never for NaN.</summary>
    public bool IsMetBy(double value) => _relation switch
    {
        "<=" => value <= _bound,
        ">=" => value >= _bound,
        _ => value > _bound,
    };
}
