using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TaskGrid.Models;
using TaskGrid.Training.Methods;

namespace TaskGrid.Benchmarks.Quality.Runs;

/// <summary>Tells whether a finished run is still the one that is wanted.</summary>
/// <param name="folder">The base.</param>
internal sealed class SettingsHash(BaseFolder folder)
{
    private readonly Dictionary<string, string> _files = [];

    /// <summary>
    /// A hash over all that decides a run: rates, epochs, batch, precision, the base, the rows, and of the code the method's revision.
    /// The number of threads is not part of it.
    /// </summary>
    /// <param name="request">The run.</param>
    public string Of(QualityRequest request)
    {
        var spec = request.Spec;
        var rows = File.ReadLines(spec.TrainFile).Count();
        var settings = QualityTraining.Settings(spec, folder.Config, rows) with { Threads = 0 };
        var text = JsonSerializer.Serialize(new
        {
            settings,
            spec.Method,
            spec.Metric,
            spec.ValueFormat,
            Base = folder.Fingerprint.Hex,
            Rows = new[] { spec.TrainFile, spec.DevFile, request.TestFile }.Select(Content),
        });
        var revision = MethodCatalog.Get(spec.Method).Revision;
        return Short(Encoding.UTF8.GetBytes(revision == 1 ? text : $"{text} {revision}"));
    }

    private string Content(string? file)
    {
        if (file is null) return "";
        if (!_files.TryGetValue(file, out var hash)) _files[file] = hash = Short(File.ReadAllBytes(file));
        return hash;
    }

    private static string Short(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes))[..12];
}
