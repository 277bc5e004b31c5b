namespace TaskGrid.Models;

/// <summary>Lists of problems as errors carry them: all of them, unless a hostile file has made a flood.</summary>
internal static class Problems
{
    private const int MostDetails = 1000;
    private const int MostInMessage = 3;

    /// <summary>The lines for an error's details.</summary>
    public static IReadOnlyList<string> Details(List<string> problems) =>
        problems.Count <= MostDetails
            ? problems
            : [.. problems.Take(MostDetails), $"and {problems.Count - MostDetails:N0} more"];

    /// <summary>The first few, for an error's message.</summary>
    public static string Summary(List<string> problems) =>
        string.Join("; ", problems.Take(MostInMessage))
        + (problems.Count > MostInMessage ? $"; and {problems.Count - MostInMessage:N0} more" : "");
}
