namespace TaskGrid.Benchmarks.Steps;

/// <summary>What a process is told after its set-up: do so many steps.</summary>
/// <param name="Steps">How many.</param>
internal sealed record StepOrder(int Steps);
