using System.Text.Json;
using TaskGrid.Tests.Python;

namespace TaskGrid.Models.Tests.Encoders;

/// <summary>Runs reference_forward.py with the system's Python.</summary>
internal static class NumpyReference
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static Result[] Run(string folder, EncodedInput[] rows, int maskId)
    {
        var input = JsonSerializer.Serialize(rows.Select(row => new
        {
            ids = row.Ids,
            first = row.FirstLength,
            mask = Array.IndexOf(row.Ids, maskId) is >= 0 and var at ? at : (int?)null,
        }));
        var output = SystemPython.Run(Path.Combine("Encoders", "reference_forward.py"), folder, input);
        return JsonSerializer.Deserialize<Result[]>(output, Options)!;
    }

    /// <summary>Last hidden states [T, H] and the logits [V] at the mask, where there is one.</summary>
    internal sealed record Result(double[][] Hidden, double[]? Logits);
}
