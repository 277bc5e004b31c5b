using System.Text.Json;

namespace TaskGrid.Models;

/// <summary>Reads the fields of a configuration and collects what is wrong with them instead of stopping at the first.
/// </summary>
/// <param name="root">The JSON object.</param>
internal sealed class ConfigFields(JsonElement root)
{
    /// <summary>Missing and wrong values.</summary>
    public List<string> Invalid { get; } = [];

    /// <summary>Right values that cannot be computed here.</summary>
    public List<string> Unsupported { get; } = [];

    /// <summary>A whole number, or 0 when it is wrong.</summary>
    public int Int32(string name, int minimum, int maximum, int? fallback = null)
    {
        if (!TryGet(name, out var value))
        {
            if (fallback is null) Invalid.Add($"{name} is missing; it must be {minimum:N0} to {maximum:N0}");
            return fallback ?? 0;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number)
            && number >= minimum && number <= maximum) return number;
        Invalid.Add($"{name} is {Show(value)}; it must be a whole number from {minimum:N0} to {maximum:N0}");
        return 0;
    }

    /// <summary>A number that is in [0, 1).</summary>
    public double Fraction(string name, double fallback)
    {
        if (!TryGet(name, out var value)) return fallback;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number)
            && number is >= 0 and < 1) return number;
        Invalid.Add($"{name} is {Show(value)}; it must be a number, at least 0 and below 1");
        return fallback;
    }

    public T Choice<T>(string name, IReadOnlyDictionary<string, T> choices, string fallback)
    {
        if (!TryGet(name, out var value)) return choices[fallback];
        if (value.ValueKind == JsonValueKind.String && choices.TryGetValue(value.GetString()!, out var choice))
            return choice;
        var list = value.ValueKind == JsonValueKind.String ? Unsupported : Invalid;
        list.Add($"{name} is {Show(value)}; supported: {string.Join(", ", choices.Keys)}");
        return choices[fallback];
    }

    /// <summary>Refuses a switch that is on.</summary>
    public void MustBeOff(string name, string reason)
    {
        if (!TryGet(name, out var value) || value.ValueKind == JsonValueKind.False) return;
        if (value.ValueKind == JsonValueKind.True) Unsupported.Add($"{name} is true; {reason}");
        else Invalid.Add($"{name} is {Show(value)}; it must be true or false");
    }

    // null means "not set" in these files.
    private bool TryGet(string name, out JsonElement value) =>
        root.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;

    private static string Show(JsonElement value)
    {
        const int Longest = 60;
        var text = value.GetRawText();
        return text.Length <= Longest ? text : text[..Longest] + "…";
    }
}
