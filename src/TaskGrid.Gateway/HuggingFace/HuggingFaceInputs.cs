using System.Text.Json;

namespace TaskGrid.Gateway;

/// <summary>Reads the forms that inputs may have.</summary>
internal static class HuggingFaceInputs
{
    /// <summary>The inputs.</summary>
    public static IReadOnlyList<TextInput> Of(JsonElement inputs) =>
        inputs.ValueKind == JsonValueKind.Array ? [.. inputs.EnumerateArray().Select(One)] : [One(inputs)];

    private static TextInput One(JsonElement input) => input.ValueKind switch
    {
        JsonValueKind.String => new TextInput(TextOf(input)),
        JsonValueKind.Object
            when input.TryGetProperty("text", out var text) && text.ValueKind == JsonValueKind.String =>
            new TextInput(TextOf(text), PairOf(input)),
        _ => throw Invalid(),
    };

    private static string? PairOf(JsonElement input) =>
        !input.TryGetProperty("text_pair", out var pair) || pair.ValueKind == JsonValueKind.Null ? null
        : pair.ValueKind == JsonValueKind.String ? TextOf(pair)
        : throw Invalid();

    private static string TextOf(JsonElement text)
    {
        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw ApiException.Invalid("A text is not valid UTF-8, or holds half a surrogate pair.", "inputs");
        }
    }

    private static ApiException Invalid() => ApiException.Invalid(
        "'inputs' is a text, {\"text\": \"...\", \"text_pair\": \"...\"}, or a list of these.", "inputs");
}
