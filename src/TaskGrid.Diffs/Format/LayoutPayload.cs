using System.Collections.Immutable;

namespace TaskGrid.Diffs.Format;

/// <summary>
/// Names and shapes of a layout. Names repeat their parts (<c>encoder.layer.3.output.dense.weight</c>), so each part
/// between dots is spelled where it first occurs and is a small number from then on.
/// </summary>
internal static class LayoutPayload
{
    /// <summary>Most tensors of a layout.</summary>
    public const int MaxTensors = 1 << 16;

    /// <summary>Longest name in bytes of UTF-8. Without a limit, a few bytes could ask for any memory.</summary>
    public const int MaxNameBytes = 256;

    private const string Record = "the layout";
    private const int FewestTensorBytes = 3; // number of parts, one part, rank

    /// <summary>Writes a layout.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.InvalidArgument"/>: more tensors or longer names than
    /// the format allows.</exception>
    public static void Write(PayloadWriter writer, ParameterLayout layout)
    {
        if (layout.Tensors.Length > MaxTensors)
            throw TooLarge($"The base has {layout.Tensors.Length} tensors", $"{MaxTensors} tensors");
        var parts = new Dictionary<string, int>(StringComparer.Ordinal);
        writer.WriteNumber(layout.Tensors.Length);
        foreach (var tensor in layout.Tensors)
        {
            if (PayloadWriter.Utf8(tensor.Name).Length > MaxNameBytes)
                throw TooLarge($"The tensor name '{tensor.Name}' is too long", $"names of {MaxNameBytes} bytes");
            var names = tensor.Name.Split('.');
            writer.WriteNumber(names.Length);
            foreach (var part in names)
            {
                if (parts.TryAdd(part, parts.Count))
                {
                    writer.WriteNumber(parts.Count - 1);
                    writer.WriteText(part);
                }
                else writer.WriteNumber(parts[part]);
            }

            writer.WriteNumber(tensor.Shape.Length);
            foreach (var extent in tensor.Shape) writer.WriteNumber(extent);
        }
    }

    /// <summary>Reads a layout.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.DiffInvalid"/>.</exception>
    public static ParameterLayout Read(ReadOnlySpan<byte> payload)
    {
        var reader = new PayloadReader(payload, Record);
        var count = reader.ReadCount(FewestTensorBytes);
        if (count is 0 or > MaxTensors)
            throw DiffErrors.Invalid($"{Record} has {count} tensors, not 1 to {MaxTensors}");
        var parts = new List<string>();
        var tensors = new (string Name, ImmutableArray<int> Shape)[count];
        for (var t = 0; t < count; t++) tensors[t] = (ReadName(ref reader, parts), ReadShape(ref reader));
        reader.End();
        try
        {
            return ParameterLayout.Create(tensors);
        }
        catch (Exception exception) when (exception is ArgumentException or OverflowException)
        {
            throw DiffErrors.Invalid($"{Record} is not one ({exception.Message})", exception);
        }
    }

    /// <summary>Reads the extents of a tensor.</summary>
    public static ImmutableArray<int> ReadShape(ref PayloadReader reader)
    {
        var shape = ImmutableArray.CreateBuilder<int>();
        for (var rank = reader.ReadCount(1); rank > 0; rank--) shape.Add(reader.ReadNumber());
        return shape.ToImmutable();
    }

    private static string ReadName(ref PayloadReader reader, List<string> parts)
    {
        var names = new string[Math.Min(reader.ReadNumber(), MaxNameBytes + 2)];
        var length = 0;
        for (var i = 0; i < names.Length; i++)
        {
            var number = reader.ReadNumber();
            if (number == parts.Count) parts.Add(reader.ReadText());
            else if (number > parts.Count) throw DiffErrors.Invalid($"{Record} uses part {number} of {parts.Count}");
            names[i] = parts[number];
            length += PayloadWriter.StrictUtf8.GetByteCount(names[i]) + 1;
            if (length > MaxNameBytes + 1)
                throw DiffErrors.Invalid($"{Record} has a name of more than {MaxNameBytes} bytes");
        }

        return string.Join('.', names);
    }

    private static TaskGridException TooLarge(string problem, string limit) =>
        new(ErrorCodes.InvalidArgument, $"{problem}; a diff file holds at most {limit}. Rename or merge tensors.");
}
