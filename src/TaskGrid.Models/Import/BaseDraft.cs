using TaskGrid.Diffs;
using TaskGrid.Storage;

namespace TaskGrid.Models;

/// <summary>A base that is about to be stored: all but its weights.</summary>
internal sealed class BaseDraft
{
    private readonly byte[] _configJson;
    private readonly BaseTokenizer _tokenizer;
    private readonly string _source;

    private BaseDraft(byte[] configJson, EncoderConfig config, BaseTokenizer tokenizer, string source) =>
        (_configJson, Config, _tokenizer, _source) = (configJson, config, tokenizer, source);

    public EncoderConfig Config { get; }

    /// <exception cref="TaskGridException"><see cref="ErrorCodes.BaseInvalid"/>,
    /// <see cref="ErrorCodes.BaseUnsupported"/>, <see cref="ErrorCodes.FileNotFound"/>.</exception>
    public static BaseDraft Read(SourceSnapshot snapshot, string source)
    {
        var json = SourceFiles.Read(snapshot.Config, BaseFiles.MaxJsonBytes);
        var config = EncoderConfig.Parse(json, $"config.json of {source}");
        var tokenizer = BaseTokenizerReader.Read(
            snapshot.Vocabulary, snapshot.Tokenizer, snapshot.TokenizerConfig, config, source);
        return new BaseDraft(json, config, tokenizer, source);
    }

    /// <summary>Writes the base.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.StoreUnavailable"/>;
    /// <see cref="ErrorCodes.BaseInvalid"/>: weights that are not finite.</exception>
    public void Write(
        string destination,
        string name,
        CheckpointBinding binding,
        DateTimeOffset created,
        IProgress<BaseImportProgress>? progress,
        CancellationToken cancellationToken) => AtomicFolder.Create(destination, folder =>
        {
            Fingerprint fingerprint;
            using (var output = File.Create(Path.Combine(folder, WeightFiles.SingleFile)))
                fingerprint = WeightPass.Run(binding, output, progress, cancellationToken);
            File.WriteAllBytes(Path.Combine(folder, BaseFiles.Config), _configJson);
            File.WriteAllBytes(
                Path.Combine(folder, BaseFiles.Vocabulary), BaseTokenizerReader.Write(_tokenizer.Vocabulary));
            var manifest = Manifest(name, binding, fingerprint, created);
            File.WriteAllBytes(Path.Combine(folder, BaseFiles.Manifest), manifest.ToJson());
        });

    /// <summary>Checks that a stored base is this one.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.BaseExists"/>: it is another one.</exception>
    public void CheckSame(
        BaseFolder existing,
        CheckpointBinding binding,
        IProgress<BaseImportProgress>? progress,
        CancellationToken cancellationToken)
    {
        var fingerprint = WeightPass.Run(binding, null, progress, cancellationToken);
        var difference = fingerprint != existing.Fingerprint
            ? $"its weights have the fingerprint {existing.Fingerprint.Short}…, those of {_source} {fingerprint.Short}…"
            : existing.Config != Config ? $"its config.json differs from that of {_source}"
            : HasSameTokenizer(existing) ? null : $"its tokenizer differs from that of {_source}";
        if (difference is null) return;
        throw new TaskGridException(
            ErrorCodes.BaseExists,
            $"Another base '{existing.Info.Name}' is in the store: {difference}. Choose another name.");
    }

    private bool HasSameTokenizer(BaseFolder existing) =>
        existing.HasTokenizer(TokenizerManifest)
        && existing.ReadVocabulary().Tokens.SequenceEqual(_tokenizer.Vocabulary.Tokens);

    private BaseTokenizerManifest TokenizerManifest =>
        BaseTokenizerManifest.Of(_tokenizer.Settings, _tokenizer.Vocabulary.Special);

    private BaseManifest Manifest(
        string name, CheckpointBinding binding, Fingerprint fingerprint, DateTimeOffset created) => new()
        {
            FormatVersion = BaseManifest.CurrentVersion,
            Name = name,
            Architecture = EncoderConfigParser.NameOf(Config.Architecture),
            Fingerprint = fingerprint.Hex,
            Parameters = binding.Layout.Count,
            NonEmbeddingParameters = EncoderLayout.NonEmbeddingCount(binding.Layout),
            HeadParameters = binding.HeadLayout?.Count ?? 0,
            Source = _source,
            Tokenizer = TokenizerManifest,
            Created = created,
        };
}
