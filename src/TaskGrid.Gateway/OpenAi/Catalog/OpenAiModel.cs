namespace TaskGrid.Gateway;

/// <summary>A model in OpenAI's shape: a base, or a task's version or alias.</summary>
/// <param name="Id">What <c>model</c> takes: a base's name, <c>task@v3</c> or <c>task@live</c>.</param>
/// <param name="Created">When it was made; 0 for a base.</param>
/// <param name="OwnedBy">The tenant; <c>taskgrid</c> for a base, which all share.</param>
/// <param name="Parent">The base that a version differs from.</param>
/// <param name="Root">The version that an alias names first.</param>
internal sealed record OpenAiModel(string Id, long Created, string OwnedBy, string? Parent, string? Root)
{
    /// <summary>Always <c>model</c>.</summary>
    public string Object { get; } = "model";
}
