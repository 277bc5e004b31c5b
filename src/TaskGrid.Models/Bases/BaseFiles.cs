namespace TaskGrid.Models;

/// <summary>The names of a stored base's files; the weights are <see cref="WeightFiles.SingleFile"/>.</summary>
internal static class BaseFiles
{
    public const string Manifest = "base.json";
    public const string Config = "config.json";
    public const string Vocabulary = "vocab.txt";

    /// <summary>The longest configuration or manifest that is read.</summary>
    public const long MaxJsonBytes = 1 << 24;

    /// <summary>The longest vocabulary that is read.</summary>
    public const long MaxVocabularyBytes = 1 << 27;
}
