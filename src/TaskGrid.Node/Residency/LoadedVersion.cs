using TaskGrid.Serving;

namespace TaskGrid.Node;

/// <summary>A version that has just been loaded.</summary>
/// <param name="Model">It, ready to answer.</param>
/// <param name="Origin">The tier where its file was.</param>
/// <param name="Seconds">What loading it again would take.</param>
internal sealed record LoadedVersion(ServedTask Model, string Origin, double Seconds);
