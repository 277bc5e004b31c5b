using TaskGrid.Gateway;

namespace TaskGrid.Cli.Serving;

/// <summary>What <c>key list --json</c> prints.</summary>
internal sealed record KeyList(IReadOnlyList<ApiKeyInfo> Keys);
