using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Unicode;

namespace TaskGrid.Diffs.Safetensors;

/// <summary>The JSON of a safetensors header, read token by token so that repeated names are seen.</summary>
internal static class SafetensorsJson
{
    /// <summary>The reserved name of the entry that is no tensor.</summary>
    public const string MetadataName = "__metadata__";
    private const int MaxDepth = 3;
    private const int MaxShownName = 100;

    public static (List<SafetensorsTensor> Tensors, Dictionary<string, string> Metadata) Parse(
        ReadOnlySpan<byte> json, string source)
    {
        if (!Utf8.IsValid(json)) throw SafetensorsHeader.Invalid(source, "its header is not UTF-8");
        try
        {
            return Parse(json);
        }
        // GetString reports an escaped lone surrogate as an InvalidOperationException.
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw SafetensorsHeader.Invalid(
                source, $"its header is not the JSON that it should be ({exception.Message})", null, exception);
        }
    }

    /// <summary>A name or another text of a file, as messages show it: a file may hold one of a hundred megabytes.</summary>
    public static string Shorten(string text) => text.Length <= MaxShownName ? text : text[..MaxShownName] + "…";

    private static (List<SafetensorsTensor> Tensors, Dictionary<string, string> Metadata) Parse(
        ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
        var tensors = new List<SafetensorsTensor>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        Expect(ref reader, JsonTokenType.StartObject);
        while (NextName(ref reader) is { } name)
        {
            if (!names.Add(name)) throw new JsonException($"the name '{Shorten(name)}' is repeated");
            if (names.Count > SafetensorsHeader.MaxTensors)
                throw new JsonException($"there are more than {SafetensorsHeader.MaxTensors} tensors");
            if (name == MetadataName) ReadMetadata(ref reader, metadata);
            else tensors.Add(ReadTensor(ref reader, name));
        }

        if (reader.Read()) throw new JsonException("something follows the object");
        return (tensors, metadata);
    }

    private static void ReadMetadata(ref Utf8JsonReader reader, Dictionary<string, string> metadata)
    {
        Expect(ref reader, JsonTokenType.StartObject);
        while (NextName(ref reader) is { } key)
        {
            Expect(ref reader, JsonTokenType.String);
            if (!metadata.TryAdd(key, reader.GetString()!))
                throw new JsonException($"the metadata key '{Shorten(key)}' is repeated");
        }
    }

    private static SafetensorsTensor ReadTensor(ref Utf8JsonReader reader, string name)
    {
        string? type = null;
        ImmutableArray<long>? shape = null, offsets = null;
        Expect(ref reader, JsonTokenType.StartObject);
        while (NextName(ref reader) is { } key)
        {
            if (key == "dtype" && type is null)
            {
                Expect(ref reader, JsonTokenType.String);
                type = reader.GetString();
            }
            else if (key == "shape" && shape is null) shape = ReadNumbers(ref reader);
            else if (key == "data_offsets" && offsets is null) offsets = ReadNumbers(ref reader);
            else throw new JsonException($"tensor '{Shorten(name)}' has a repeated or unknown key '{Shorten(key)}'");
        }

        if (type is null || shape is null || offsets is not { Length: 2 } range)
            throw new JsonException($"tensor '{Shorten(name)}' needs dtype, shape and two data_offsets");
        return new SafetensorsTensor(name, type, shape.Value, range[0], range[1]);
    }

    private static ImmutableArray<long> ReadNumbers(ref Utf8JsonReader reader)
    {
        var numbers = ImmutableArray.CreateBuilder<long>();
        Expect(ref reader, JsonTokenType.StartArray);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out var number) || number < 0)
                throw new JsonException($"a number from 0 to 2^63 - 1 should stand at byte {reader.TokenStartIndex}");
            if (numbers.Count == SafetensorsHeader.MaxRank)
                throw new JsonException($"there are more than {SafetensorsHeader.MaxRank} numbers before byte {reader.TokenStartIndex}");
            numbers.Add(number);
        }

        return numbers.ToImmutable();
    }

    private static string? NextName(ref Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType == JsonTokenType.EndObject) return null;
        return reader.GetString();
    }

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType type)
    {
        if (!reader.Read() || reader.TokenType != type)
            throw new JsonException($"{type} should stand at byte {reader.TokenStartIndex}, not {reader.TokenType}");
    }
}
