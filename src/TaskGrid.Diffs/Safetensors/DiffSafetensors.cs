using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using TaskGrid.Diffs.Values;

namespace TaskGrid.Diffs.Safetensors;

/// <summary>A diff as a safetensors file that other programs read: for each tensor with entries <c>NAME.indices</c>
/// (I32, positions within the tensor) and <c>NAME.values</c> (F32), the head under <c>head.</c>, the rest as metadata.
/// </summary>
public static class DiffSafetensors
{
    /// <summary>Writes a diff.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.InvalidArgument"/>: names of the base and the head
    /// collide.</exception>
    public static void Export(TaskDiff diff, Stream stream)
    {
        var counts = EntryCounts.Of(diff.Diff.Layout, diff.Diff.Indices);
        var touched = Enumerable.Range(0, counts.Tensors).Where(t => counts[t] > 0).ToList();
        var names = new List<(string, string, ImmutableArray<long>)>();
        foreach (var t in touched)
        {
            var name = diff.Diff.Layout.Tensors[t].Name;
            names.Add((name + ExportNames.Indices, "I32", [counts[t]]));
            names.Add((name + ExportNames.Values, "F32", [counts[t]]));
        }

        foreach (var tensor in diff.Head.Tensors)
        {
            var type = tensor.Format == ValueFormat.Fp16 ? "F16" : "F32";
            names.Add((ExportNames.Head + tensor.Name, type, [.. tensor.Shape.Select(extent => (long)extent)]));
        }

        SafetensorsWriter.WriteHeader(stream, Metadata(diff), names);
        foreach (var t in touched)
        {
            var offset = diff.Diff.Layout.Tensors[t].Offset;
            var indices = Array.ConvertAll(diff.Diff.Indices[counts.Range(t)], index => index - offset);
            stream.Write(MemoryMarshal.AsBytes<int>(indices));
            WriteNumbers(stream, diff.Diff.Values.AsSpan(counts.Range(t)), ValueFormat.Fp32);
        }

        foreach (var tensor in diff.Head.Tensors) WriteNumbers(stream, tensor.Values, tensor.Format);
    }

    /// <summary>Reads what <see cref="Export"/> wrote. Memory is bounded by a multiple of the file's length.</summary>
    /// <param name="stream">A seekable stream of the whole file.</param>
    /// <param name="source">What messages call the file, e.g. its path.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.SafetensorsInvalid"/> or, when the file is no
    /// export of a diff, <see cref="ErrorCodes.DiffInvalid"/>.</exception>
    public static TaskDiff Import(Stream stream, string source) => new DiffImport(stream, source).Read();

    private static void WriteNumbers(Stream stream, ReadOnlySpan<float> values, ValueFormat format)
    {
        var bytes = new byte[values.Length * FloatCodec.Bytes(format)];
        FloatCodec.Encode(values, format, bytes);
        stream.Write(bytes);
    }

    private static Dictionary<string, string> Metadata(TaskDiff diff) => new()
    {
        [ExportNames.Base] = diff.Base.Hex,
        [ExportNames.Layout] = JsonSerializer.Serialize(
            diff.Diff.Layout.Tensors.Select(tensor => new object[] { tensor.Name, tensor.Shape })),
        [ExportNames.Density] = diff.Diff.Density.ToString("R", CultureInfo.InvariantCulture),
        [ExportNames.Kind] = diff.Task.Kind.Name(),
        [ExportNames.Metric] = diff.Task.Metric,
        [ExportNames.MaxTokens] = diff.Task.MaxTokens.ToString(CultureInfo.InvariantCulture),
        [ExportNames.Labels] = JsonSerializer.Serialize(diff.Task.Labels),
        [ExportNames.TrainingRecord] = diff.TrainingRecordJson,
    };
}
