namespace TaskGrid.Orleans;

/// <summary>Sends requests to the silos that should answer them; on the silo of the caller, for outside clients on their
/// gateway. Its members throw what those of <see cref="ITaskGrid"/> throw.</summary>
[Alias("taskgrid.router")]
public interface IRouterGrain : IGrainWithIntegerKey
{
    /// <summary>Answers inputs of one task.</summary>
    [Alias("predict")]
    [ResponseTimeout("00:10:00")]
    Task<PredictResult> PredictAsync(
        string tenant, PredictRequest request, CancellationToken cancellationToken = default);

    /// <summary>Measures a version on labelled data.</summary>
    [Alias("evaluate")]
    [ResponseTimeout("01:00:00")]
    Task<EvaluationResult> EvaluateAsync(
        string tenant, EvaluateRequest request, CancellationToken cancellationToken = default);

    /// <summary>Loads a version where requests for it are answered.</summary>
    [Alias("prefetch")]
    [ResponseTimeout("00:05:00")]
    Task PrefetchAsync(string tenant, string task, int version, CancellationToken cancellationToken = default);

    /// <summary>Pins a version where requests for it are answered, or not any more.</summary>
    [Alias("pin-version")]
    [ResponseTimeout("00:05:00")]
    Task<VersionSnapshot> PinVersionAsync(
        string tenant, string task, int version, bool isPinned, CancellationToken cancellationToken = default);

    /// <summary>Checks a stored diff on a silo that has its base.</summary>
    /// <returns>The version, still without a number.</returns>
    [Alias("check-diff")]
    [SilosOnly]
    [ResponseTimeout("00:05:00")]
    Task<VersionSnapshot> CheckDiffAsync(
        string tenant, string task, string sha256, CancellationToken cancellationToken = default);

    /// <summary>The base models of all silos, by name.</summary>
    [Alias("list-bases")]
    Task<BaseInfo[]> ListBasesAsync(CancellationToken cancellationToken = default);

    /// <summary>The likeliest tokens at the first <c>[MASK]</c> of a text.</summary>
    [Alias("fill")]
    [ResponseTimeout("00:05:00")]
    Task<TokenProbability[]> FillAsync(
        string baseName, string text, int top, CancellationToken cancellationToken = default);

    /// <summary>A text's token ids and the last hidden state of its first token.</summary>
    [Alias("encode")]
    [ResponseTimeout("00:05:00")]
    Task<TextEncoding> EncodeAsync(string baseName, TextInput input, CancellationToken cancellationToken = default);

    /// <summary>The nodes, by name.</summary>
    [Alias("list-nodes")]
    Task<NodeSnapshot[]> ListNodesAsync(string tenant, CancellationToken cancellationToken = default);
}
