using System.Text.Json;

namespace TaskGrid.Gateway;

/// <summary>Reads the forms that inputs may have.</summary>
internal static class HuggingFaceInputs
{
    private const string Pair = "{\"text\": \"...\", \"text_pair\": \"...\"}";

    /// <summary>The inputs; an empty text in the place of one that is wrong.</summary>
    /// <param name="inputs">What a client sent.</param>
    /// <param name="problems">Gets what is wrong.</param>
    public static IReadOnlyList<TextInput> Of(JsonElement inputs, ApiProblems problems) =>
        inputs.ValueKind == JsonValueKind.Array
            ? [.. inputs.EnumerateArray().Select((input, i) =>
                One(input, $"Input {i} of 'inputs'", $"is no text and no {Pair}.", problems))]
            : [One(inputs, "'inputs'", $"is a text, {Pair}, or a list of these.", problems)];

    private static TextInput One(JsonElement input, string what, string rule, ApiProblems problems)
    {
        try
        {
            if (input.ValueKind == JsonValueKind.String) return new TextInput(input.GetString()!);
            if (input.ValueKind == JsonValueKind.Object
                && input.TryGetProperty("text", out var text) && text.ValueKind == JsonValueKind.String)
            {
                var hasPair = input.TryGetProperty("text_pair", out var pair) && pair.ValueKind != JsonValueKind.Null;
                if (!hasPair || pair.ValueKind == JsonValueKind.String)
                    return new TextInput(text.GetString()!, hasPair ? pair.GetString() : null);
            }

            problems.AddInvalid($"{what} {rule}", "inputs");
        }
        catch (InvalidOperationException)
        {
            problems.AddInvalid($"{what} is not valid UTF-8, or holds half a surrogate pair.", "inputs");
        }

        return new TextInput("");
    }
}
