namespace TaskGrid.Gateway;

/// <summary>How the server is.</summary>
/// <param name="Status"><c>live</c>, <c>ready</c> or <c>unavailable</c>.</param>
internal sealed record HealthBody(string Status);
