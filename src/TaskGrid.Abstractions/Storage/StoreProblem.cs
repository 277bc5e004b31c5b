namespace TaskGrid;

/// <summary>Something in a store that is not as it should be.</summary>
/// <param name="Key">The blob.</param>
/// <param name="Message">What is wrong with it.</param>
public sealed record StoreProblem(string Key, string Message);
