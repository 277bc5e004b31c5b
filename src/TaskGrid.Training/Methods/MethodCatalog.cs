namespace TaskGrid.Training.Methods;

/// <summary>The methods by name.</summary>
public static class MethodCatalog
{
    private static readonly ITrainingMethod[] All =
    [
        new DiffPruning(), new FishMask(), new MagnitudePruning(), new RandomMask(), new PafiMask(), new BitFit(),
        new LastLayer(), new FullFineTuning(),
    ];

    /// <summary>The names that <c>--method</c> takes, the default first.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(method => method.Name)];

    /// <summary>The names of those that take no density: they train whole tensors.</summary>
    public static IReadOnlyList<string> WithoutDensity { get; } =
        [.. All.Where(method => !method.TakesDensity).Select(method => method.Name)];

    /// <summary>The names of those that train in two phases.</summary>
    public static IReadOnlyList<string> WithTwoPhases { get; } =
        [.. All.Where(method => method.Phases == 2).Select(method => method.Name)];

    internal static ITrainingMethod Get(string name) =>
        All.FirstOrDefault(method => method.Name == name)
        ?? throw new TaskGridException(
            ErrorCodes.InvalidArgument, $"'{name}' is not a method. Use one of: {string.Join(", ", Names)}.");
}
