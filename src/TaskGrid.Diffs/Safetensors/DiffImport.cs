using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using TaskGrid.Diffs.Values;

namespace TaskGrid.Diffs.Safetensors;

/// <summary>Reads an exported diff back.</summary>
internal sealed class DiffImport(Stream stream, string source)
{
    private readonly SafetensorsHeader _header = SafetensorsHeader.Read(stream, source);

    /// <exception cref="TaskGridException"><see cref="ErrorCodes.DiffInvalid"/>.</exception>
    public TaskDiff Read()
    {
        if (!Fingerprint.TryParse(Metadata(ExportNames.Base), out var fingerprint))
            throw Invalid($"the metadata '{ExportNames.Base}' is not a fingerprint of 64 hexadecimal digits");
        var layout = ReadLayout();
        var task = ReadTask();
        var (indices, values, read) = ReadEntries(layout);
        var head = ReadHead(read);
        var training = Metadata(ExportNames.TrainingRecord);
        if (TaskDiff.Problems(task, head, training) is { Count: > 0 } problems)
            throw Invalid(string.Join("; ", problems));
        return new TaskDiff
        {
            Diff = new SparseDiff(layout, indices, values), Base = fingerprint, Head = head, Task = task,
            TrainingRecordJson = training,
        };
    }

    private ParameterLayout ReadLayout()
    {
        try
        {
            using var json = JsonDocument.Parse(Metadata(ExportNames.Layout));
            var tensors = json.RootElement.EnumerateArray().Select(tensor => (
                tensor[0].GetString() ?? "",
                tensor[1].EnumerateArray().Select(extent => extent.GetInt32()).ToImmutableArray())).ToList();
            if (tensors.Count == 0) throw new ArgumentException("it names no tensor");
            return ParameterLayout.Create(tensors);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException
            or IndexOutOfRangeException or ArgumentException or OverflowException)
        {
            throw Invalid($"its '{ExportNames.Layout}' is not a list of names and shapes ({exception.Message})");
        }
    }

    private TaskDefinition ReadTask()
    {
        var kindName = Metadata(ExportNames.Kind);
        if (!TaskKindNames.TryParse(kindName, out var kind))
            throw Invalid($"the kind '{SafetensorsJson.Shorten(kindName)}' is none of {string.Join(", ", TaskKindNames.All)}");
        var number = Metadata(ExportNames.MaxTokens);
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var tokens))
            throw Invalid($"the metadata '{ExportNames.MaxTokens}' is '{SafetensorsJson.Shorten(number)}', not a number of tokens");
        return new TaskDefinition
        {
            Kind = kind, Metric = Metadata(ExportNames.Metric), MaxTokens = tokens, Labels = ReadLabels(),
        };
    }

    private ImmutableArray<string> ReadLabels()
    {
        try
        {
            var labels = JsonSerializer.Deserialize<string?[]>(Metadata(ExportNames.Labels)) ?? [];
            return [.. labels.Select(label => label ?? "")];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw Invalid($"the metadata '{ExportNames.Labels}' is not a list of texts ({exception.Message})");
        }
    }

    private (int[] Indices, float[] Values, HashSet<string> Read) ReadEntries(ParameterLayout layout)
    {
        var parts = new List<(TensorSpec Tensor, SafetensorsTensor Indices, SafetensorsTensor Values)>();
        var read = new HashSet<string>(StringComparer.Ordinal);
        foreach (var tensor in layout.Tensors)
        {
            var indices = _header.Find(tensor.Name + ExportNames.Indices);
            var values = _header.Find(tensor.Name + ExportNames.Values);
            if (indices is null && values is null) continue;
            if (indices is not { DType: "I32", Shape: [var count] } || values is not { DType: "F32", Shape: [var same] }
                || same != count || count > tensor.Count)
            {
                throw Invalid($"'{tensor.Name}' needs I32 indices and as many F32 values, at most {tensor.Count}");
            }

            parts.Add((tensor, indices, values));
            read.UnionWith([indices.Name, values.Name]);
        }

        var total = parts.Sum(part => (int)part.Indices.Count);
        var (allIndices, allValues) = (new int[total], new float[total]);
        var next = 0;
        foreach (var (tensor, indices, values) in parts)
        {
            var count = (int)indices.Count;
            ReadBytes(indices, MemoryMarshal.AsBytes(allIndices.AsSpan(next, count)));
            ReadBytes(values, MemoryMarshal.AsBytes(allValues.AsSpan(next, count)));
            foreach (ref var index in allIndices.AsSpan(next, count))
            {
                if (index < 0 || index >= tensor.Count)
                    throw Invalid($"'{indices.Name}' holds {index}, but the tensor has {tensor.Count} parameters");
                index += tensor.Offset;
            }

            next += count;
        }

        return (allIndices, allValues, read);
    }

    private TaskHead ReadHead(HashSet<string> read)
    {
        var head = ImmutableArray.CreateBuilder<HeadTensor>();
        foreach (var tensor in _header.Tensors.Where(tensor => !read.Contains(tensor.Name)))
        {
            var isHead = tensor.Name.StartsWith(ExportNames.Head, StringComparison.Ordinal)
                && tensor.DType is "F32" or "F16" && tensor.Shape.All(extent => extent is > 0 and <= int.MaxValue)
                && tensor.Count <= Array.MaxLength / sizeof(float);
            if (!isHead)
            {
                throw Invalid(
                    $"'{SafetensorsJson.Shorten(tensor.Name)}' ({tensor.DType}) belongs neither to the base nor to the head");
            }

            var format = tensor.DType == "F16" ? ValueFormat.Fp16 : ValueFormat.Fp32;
            var bytes = new byte[tensor.ByteLength];
            ReadBytes(tensor, bytes);
            var values = new float[tensor.Count];
            FloatCodec.Decode(bytes, format, values);
            head.Add(new HeadTensor
            {
                Name = tensor.Name[ExportNames.Head.Length..], Shape = [.. tensor.Shape.Select(extent => (int)extent)],
                Values = values, Format = format,
            });
        }

        return new TaskHead { Tensors = head.ToImmutable() };
    }

    private string Metadata(string key) =>
        _header.Metadata.GetValueOrDefault(key) ?? throw Invalid($"the metadata '{key}' is missing");

    private void ReadBytes(SafetensorsTensor tensor, Span<byte> bytes)
    {
        stream.Position = _header.DataStart + tensor.Begin;
        stream.ReadExactly(bytes);
    }

    private TaskGridException Invalid(string problem) => new(
        ErrorCodes.DiffInvalid, $"{source} is not an exported diff: {problem}. Export the diff again.");
}
