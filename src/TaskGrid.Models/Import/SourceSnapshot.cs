namespace TaskGrid.Models;

/// <summary>The small files of a source, and which kind of weights it has.</summary>
/// <param name="Config">Path of <c>config.json</c>.</param>
/// <param name="Vocabulary">Path of <c>vocab.txt</c>, or null.</param>
/// <param name="Tokenizer">Path of <c>tokenizer.json</c>, or null; not null where there is no vocabulary.</param>
/// <param name="TokenizerConfig">Path of <c>tokenizer_config.json</c>, or null.</param>
/// <param name="IsSharded">Whether the weights are in several files with an index.</param>
internal sealed record SourceSnapshot(
    string Config, string? Vocabulary, string? Tokenizer, string? TokenizerConfig, bool IsSharded)
{
    private const string ConfigFile = "config.json";
    private const string VocabularyFile = "vocab.txt";
    private const string TokenizerFile = "tokenizer.json";

    /// <summary>Brings the small files here; the weights are only looked for.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.PickleRefused"/>: the weights are pickled only;
    /// <see cref="ErrorCodes.BaseInvalid"/>: files are missing, with all of them in the details;
    /// <see cref="ErrorCodes.DownloadFailed"/>, <see cref="ErrorCodes.StoreUnavailable"/>.</exception>
    public static async Task<SourceSnapshot> TakeAsync(IBaseSource source, CancellationToken cancellationToken)
    {
        var config = await source.FindAsync(ConfigFile, cancellationToken);
        var isSingle = await source.ExistsAsync(WeightFiles.SingleFile, cancellationToken);
        var isSharded = !isSingle && await source.ExistsAsync(WeightFiles.IndexFile, cancellationToken);
        if (!isSingle && !isSharded && await source.FindPickledAsync(cancellationToken) is { Count: > 0 } pickled)
            throw PickledWeights.Refuse(source.Description, pickled);

        var vocabulary = await source.FindAsync(VocabularyFile, cancellationToken);
        var tokenizer = await source.FindAsync(TokenizerFile, cancellationToken);
        var missing = new List<string>();
        if (config is null) missing.Add(ConfigFile);
        if (vocabulary is null && tokenizer is null) missing.Add($"{VocabularyFile} or {TokenizerFile}");
        if (!isSingle && !isSharded) missing.Add($"{WeightFiles.SingleFile} or {WeightFiles.IndexFile}");
        if (missing.Count > 0)
        {
            throw new TaskGridException(
                ErrorCodes.BaseInvalid,
                $"{source.Description} lacks {string.Join(", ", missing)}. Check its name, or choose another BERT, "
                + "DistilBERT or ELECTRA model.",
                missing);
        }

        var settings = await source.FindAsync("tokenizer_config.json", cancellationToken);
        return new SourceSnapshot(config!, vocabulary, tokenizer, settings, isSharded);
    }
}
