using System.Text.Json;

namespace TaskGrid.Gateway;

/// <summary>A message.</summary>
/// <param name="Role">Whose it is.</param>
/// <param name="Content">A text, or a list of parts.</param>
internal sealed record ChatMessage(string Role, JsonElement? Content = null);
