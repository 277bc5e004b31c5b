namespace TaskGrid.Samples;

/// <summary>How many rows a sample task gets.</summary>
/// <param name="Train">Training rows.</param>
/// <param name="Dev">Development rows.</param>
/// <param name="Test">Test rows.</param>
public sealed record SampleSizes(int Train = 2500, int Dev = 400, int Test = 1000);
