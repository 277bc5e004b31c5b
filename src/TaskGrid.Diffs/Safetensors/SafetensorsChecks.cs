namespace TaskGrid.Diffs.Safetensors;

/// <summary>Whether the tensors of a header fit together and fit the file.</summary>
internal static class SafetensorsChecks
{
    private const int MostProblems = 100;

    /// <summary>Bytes of one element of each type that the format names; 0 for an unknown one.</summary>
    public static int ElementBytes(string type) => type switch
    {
        "BOOL" or "U8" or "I8" or "F8_E4M3" or "F8_E5M2" or "F8_E8M0" => 1,
        "U16" or "I16" or "F16" or "BF16" => 2,
        "U32" or "I32" or "F32" => 4,
        "U64" or "I64" or "F64" or "C64" => 8,
        _ => 0,
    };

    /// <summary>All that is wrong, tensor by tensor, at most the first 100 problems.</summary>
    /// <param name="tensors">The tensors, ordered by offset.</param>
    /// <param name="dataBytes">Bytes that follow the header.</param>
    public static List<string> Problems(List<SafetensorsTensor> tensors, long dataBytes)
    {
        var problems = new List<string>();
        var end = 0L;
        foreach (var tensor in tensors)
        {
            var name = SafetensorsJson.Shorten(tensor.Name);
            if (SizeProblem(tensor) is { } problem) problems.Add($"tensor '{name}' {problem}");
            if (tensor.Begin != end)
            {
                var how = tensor.Begin < end ? "inside the tensor" : "after a hole behind the tensor";
                problems.Add($"tensor '{name}' begins at byte {tensor.Begin}, {how} that ends at {end}");
            }

            end = Math.Max(end, tensor.End);
            if (problems.Count >= MostProblems) return problems;
        }

        if (end != dataBytes) problems.Add($"the tensors take {end} bytes, but {dataBytes} follow the header");
        return problems;
    }

    private static string? SizeProblem(SafetensorsTensor tensor)
    {
        if (tensor.End < tensor.Begin) return $"ends at byte {tensor.End}, before it begins at {tensor.Begin}";
        var bytes = (Int128)ElementBytes(tensor.DType);
        if (bytes == 0) return $"has the unknown type '{SafetensorsJson.Shorten(tensor.DType)}'";
        foreach (var extent in tensor.Shape)
        {
            bytes *= extent;
            if (bytes > long.MaxValue) return $"has a shape [{string.Join(", ", tensor.Shape)}] beyond 2^63 bytes";
        }

        return bytes == tensor.ByteLength ? null
            : $"has {tensor.ByteLength} bytes, but [{string.Join(", ", tensor.Shape)}] of {tensor.DType} takes {bytes}";
    }
}
