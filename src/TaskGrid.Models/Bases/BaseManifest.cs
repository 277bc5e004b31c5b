using System.Text.Json;

namespace TaskGrid.Models;

/// <summary>What <c>base.json</c> says of a stored base.</summary>
internal sealed record BaseManifest
{
    /// <summary>The version that is written and the only one that is read.</summary>
    public const int CurrentVersion = 1;

    public required int FormatVersion { get; init; }

    public required string Name { get; init; }

    public required string Architecture { get; init; }

    public required string Fingerprint { get; init; }

    public required int Parameters { get; init; }

    public required int NonEmbeddingParameters { get; init; }

    public required int HeadParameters { get; init; }

    public required string Source { get; init; }

    public required BaseTokenizerManifest Tokenizer { get; init; }

    public required DateTimeOffset Created { get; init; }

    /// <summary>Reads the manifest in a base's folder.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.StoreInvalid"/>: it is damaged or of a newer format;
    /// <see cref="ErrorCodes.FileNotFound"/>: it cannot be read.</exception>
    public static BaseManifest Read(string folder)
    {
        var name = Path.GetFileName(folder);
        var json = SourceFiles.Read(Path.Combine(folder, BaseFiles.Manifest), BaseFiles.MaxJsonBytes);
        try
        {
            var manifest = JsonSerializer.Deserialize(json, BaseManifestJson.Default.BaseManifest)
                ?? throw new JsonException("It is null.");
            if (manifest.FormatVersion == CurrentVersion) return manifest;
            throw new TaskGridException(
                ErrorCodes.StoreInvalid,
                $"The base '{name}' has format version {manifest.FormatVersion}; this program reads {CurrentVersion}. Use a newer "
                + "program, or delete its folder and import the base again.");
        }
        catch (JsonException exception)
        {
            throw new TaskGridException(
                ErrorCodes.StoreInvalid,
                $"The base '{name}' is damaged: {BaseFiles.Manifest}: {exception.Message} Delete its folder and import the base again.",
                null, exception);
        }
    }

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, BaseManifestJson.Default.BaseManifest);
}
