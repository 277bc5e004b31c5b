using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TaskGrid.Models;
using TaskGrid.Training.Methods;

namespace TaskGrid.Benchmarks.Quality.Runs;

/// <summary>Names what decides a run's result.</summary>
/// <param name="folder">The base.</param>
/// <param name="digests">The rows.</param>
internal sealed class SettingsHash(BaseFolder folder, FileDigests digests)
{
    /// <summary>
    /// A hash over all that decides a run: rates, epochs, batch, precision, the base, the rows, and of the code the method's revision.
    /// The number of threads is not part of it.
    /// </summary>
    /// <param name="request">The run.</param>
    /// <exception cref="TaskGridException">Nothing is known of one of its files.</exception>
    public string Of(QualityRequest request)
    {
        var spec = request.Spec;
        // The header counts too, as it did when the first runs were kept.
        var rows = digests.Of(spec.TrainFile).Rows + 1;
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
        return Of(revision == 1 ? text : $"{text} {revision}");
    }

    /// <summary>The hash of a text that holds all settings.</summary>
    public static string Of(string text) => Short(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));

    private string Content(string? file) => file is null ? "" : Short(digests.Of(file).Sha256);

    private static string Short(string hash) => hash[..12];
}
