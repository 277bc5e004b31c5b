using TaskGrid.Diffs;

namespace TaskGrid.Models;

/// <summary>
/// A base model in the store: its configuration, layouts and tokenizer, and its weights to be read into flat buffers.
/// Immutable; safe for concurrent use.
/// </summary>
public sealed class BaseFolder
{
    private readonly BaseManifest _manifest;

    private BaseFolder(string path, BaseManifest manifest, EncoderConfig config, CheckpointBinding binding)
    {
        (Path, _manifest, Config) = (path, manifest, config);
        (Layout, HeadLayout) = (binding.Layout, binding.HeadLayout);
        if (!Fingerprint.TryParse(manifest.Fingerprint, out var fingerprint))
            throw Damaged(path, $"its {BaseFiles.Manifest} has the fingerprint '{manifest.Fingerprint}'");
        Fingerprint = fingerprint;
        Info = Describe();
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>The encoder's sizes and choices.</summary>
    public EncoderConfig Config { get; }

    /// <summary>The layout of the d parameters that a diff may change.</summary>
    public ParameterLayout Layout { get; }

    /// <summary>The layout of the masked-word head, or null when the base has none.</summary>
    public ParameterLayout? HeadLayout { get; }

    /// <summary>What names the weights, as it was at the import; <see cref="VerifyFingerprint"/> proves it.</summary>
    public Fingerprint Fingerprint { get; }

    /// <summary>What is known of the base, to be shown.</summary>
    public BaseInfo Info { get; }

    /// <summary>How the base cuts text into words.</summary>
    public WordPieceSettings TokenizerSettings => _manifest.Tokenizer.ToSettings();

    /// <summary>When the base was imported.</summary>
    public DateTimeOffset Created => _manifest.Created;

    /// <summary>Opens a stored base; the weights' bytes are not read.</summary>
    /// <param name="path">Its folder.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.BaseNotFound"/>: there is no such folder;
    /// <see cref="ErrorCodes.StoreInvalid"/>: its files are damaged or of a newer format.</exception>
    public static BaseFolder Open(string path)
    {
        path = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(path));
        if (!Directory.Exists(path))
        {
            var name = System.IO.Path.GetFileName(path);
            throw new TaskGridException(
                ErrorCodes.BaseNotFound,
                $"There is no base '{name}'. Import it with: taskgrid base import SOURCE --name {name}");
        }

        return ExplainDamage(path, () =>
        {
            var manifest = BaseManifest.Read(path);
            var config = EncoderConfig.Parse(
                ReadFile(path, BaseFiles.Config, BaseFiles.MaxJsonBytes), BaseFiles.Config);
            using var weights = WeightFiles.Open(path);
            return new BaseFolder(path, manifest, config, CheckpointBinder.Bind(config, weights.Tensors));
        });
    }

    /// <summary>Reads the vocabulary.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.StoreInvalid"/>.</exception>
    public WordPieceVocabulary ReadVocabulary() => ExplainDamage(Path, () => WordPieceVocabulary.Parse(
        ReadFile(Path, BaseFiles.Vocabulary, BaseFiles.MaxVocabularyBytes), _manifest.Tokenizer.ToSpecialTokens()));

    /// <summary>Reads the parameters as fp32.</summary>
    /// <param name="parameters">Takes them in the order of <see cref="Layout"/> [d].</param>
    /// <exception cref="ArgumentException">The buffer does not have d elements.</exception>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.StoreInvalid"/>.</exception>
    public void ReadParameters(Span<float> parameters) => Read(Layout, parameters);

    /// <summary>Reads the masked-word head as fp32.</summary>
    /// <param name="parameters">Takes its parameters in the order of <see cref="HeadLayout"/>.</param>
    /// <exception cref="InvalidOperationException">The base has no such head.</exception>
    /// <exception cref="ArgumentException">The buffer has another length.</exception>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.StoreInvalid"/>.</exception>
    public void ReadPretrainingHead(Span<float> parameters) =>
        Read(HeadLayout ?? throw new InvalidOperationException("The base has no masked-word head."), parameters);

    /// <summary>Reads all weights and computes their fingerprint.</summary>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.StoreInvalid"/>.</exception>
    public Fingerprint ComputeFingerprint(CancellationToken cancellationToken = default) => ExplainDamage(Path, () =>
    {
        using var weights = WeightFiles.Open(Path);
        return WeightPass.Run(CheckpointBinder.Bind(Config, weights.Tensors), null, null, cancellationToken);
    });

    /// <summary>Proves that the stored weights are still those of the import.</summary>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.StoreInvalid"/>: they are not.</exception>
    public void VerifyFingerprint(CancellationToken cancellationToken = default)
    {
        var actual = ComputeFingerprint(cancellationToken);
        if (actual != Fingerprint) throw Damaged(Path, $"the weights hash to {actual}, not to {Fingerprint}");
    }

    private static byte[] ReadFile(string path, string file, long maxBytes) =>
        SourceFiles.Read(System.IO.Path.Combine(path, file), maxBytes);

    internal bool HasTokenizer(BaseTokenizerManifest tokenizer) => _manifest.Tokenizer == tokenizer;

    private void Read(ParameterLayout layout, Span<float> parameters)
    {
        if (parameters.Length != layout.Count)
            throw new ArgumentException($"The buffer has {parameters.Length} elements, the layout {layout.Count}.");
        try
        {
            using var weights = WeightFiles.Open(Path);
            var tensors = weights.Tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
            foreach (var spec in layout.Tensors)
            {
                if (!tensors.TryGetValue(spec.Name, out var tensor) || tensor.Count != spec.Count)
                    throw Damaged(Path, $"{spec.Name} was changed");
                tensor.ReadSingles(parameters[spec.Offset..spec.End]);
            }
        }
        catch (TaskGridException exception) when (exception.Code != ErrorCodes.StoreInvalid)
        {
            throw Damaged(Path, exception.Message, exception);
        }
    }

    private BaseInfo Describe() => new()
    {
        Name = System.IO.Path.GetFileName(Path),
        Architecture = EncoderConfigParser.NameOf(Config.Architecture),
        Fingerprint = Fingerprint.Hex,
        Parameters = Layout.Count,
        NonEmbeddingParameters = EncoderLayout.NonEmbeddingCount(Layout),
        PretrainingHeadParameters = HeadLayout?.Count ?? 0,
        Layers = Config.Layers,
        HiddenSize = Config.HiddenSize,
        Heads = Config.Heads,
        MaxLength = Config.MaxPositions,
        VocabularySize = Config.VocabularySize,
        Source = _manifest.Source,
    };

    // Whatever is wrong with a stored file was right at the import.
    private static T ExplainDamage<T>(string path, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (TaskGridException exception) when (exception.Code != ErrorCodes.StoreInvalid)
        {
            throw Damaged(path, exception.Message, exception);
        }
    }

    // Tenants may read this: where the base is on the server's disk is not for them.
    private static TaskGridException Damaged(string path, string problem, TaskGridException? cause = null) => new(
        ErrorCodes.StoreInvalid,
        $"The base '{System.IO.Path.GetFileName(path)}' is damaged: {WithoutPath(problem, path).TrimEnd('.')}. Delete its folder and "
        + "import the base again.",
        [.. (cause?.Details ?? []).Select(detail => WithoutPath(detail, path))],
        cause);

    private static string WithoutPath(string text, string path) =>
        text.Replace(path + System.IO.Path.DirectorySeparatorChar, "", StringComparison.Ordinal)
            .Replace(path, "its folder", StringComparison.Ordinal);
}
