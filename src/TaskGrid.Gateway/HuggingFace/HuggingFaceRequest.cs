using System.Text.Json;

namespace TaskGrid.Gateway;

/// <summary>Inputs of a task.</summary>
/// <param name="Inputs">A text, <c>{"text", "text_pair"}</c>, or a list of these.</param>
/// <param name="Parameters">What of the scores is wanted.</param>
internal sealed record HuggingFaceRequest(JsonElement Inputs, HuggingFaceParameters? Parameters = null);
