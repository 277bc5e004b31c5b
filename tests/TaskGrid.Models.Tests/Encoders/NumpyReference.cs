using System.Diagnostics;
using System.Text.Json;

namespace TaskGrid.Models.Tests.Encoders;

/// <summary>Runs reference_forward.py with the system's Python.</summary>
internal static class NumpyReference
{
    private const string Python = "/usr/bin/python3";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>Whether Python and NumPy are there.</summary>
    public static bool Available { get; } = File.Exists(Python) && Start("-c", "import numpy", "").Success;

    public static Result[] Run(string folder, EncodedInput[] rows, int maskId)
    {
        var input = JsonSerializer.Serialize(rows.Select(row => new
        {
            ids = row.Ids,
            first = row.FirstLength,
            mask = Array.IndexOf(row.Ids, maskId) is >= 0 and var at ? at : (int?)null,
        }));
        var script = Path.Combine(AppContext.BaseDirectory, "Encoders", "reference_forward.py");
        var (success, output) = Start(script, folder, input);
        Assert.True(success, output);
        return JsonSerializer.Deserialize<Result[]>(output, Options)!;
    }

    private static (bool Success, string Output) Start(string first, string second, string input)
    {
        var start = new ProcessStartInfo(Python, [first, second])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode == 0, output);
    }

    /// <summary>Last hidden states [T, H] and the logits [V] at the mask, where there is one.</summary>
    internal sealed record Result(double[][] Hidden, double[]? Logits);
}
