namespace TaskGrid.Cli.Bases;

/// <summary>What <c>base list --json</c> prints.</summary>
/// <param name="Bases">Every base of the store.</param>
internal sealed record BaseList(IReadOnlyList<BaseInfo> Bases);
