namespace TaskGrid.Benchmarks.Output;

/// <summary>One measured number.</summary>
/// <param name="Name">What was measured, unique in its report.</param>
/// <param name="Value">The number.</param>
/// <param name="Unit">Its unit; <c>x</c> for a ratio.</param>
/// <param name="Goal">What it should be, or null.</param>
internal sealed record Figure(string Name, double Value, string Unit, Goal? Goal = null)
{
    /// <summary>Whether the goal is met; null without one.</summary>
    public bool? Met => Goal?.IsMetBy(Value);
}
