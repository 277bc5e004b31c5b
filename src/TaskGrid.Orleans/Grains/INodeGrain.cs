namespace TaskGrid.Orleans;

/// <summary>One silo's node; key: the silo's address. Its members throw what those of <see cref="ITaskGrid"/> throw.
/// </summary>
[Alias("taskgrid.node")]
[SilosOnly]
public interface INodeGrain : IGrainWithStringKey
{
    /// <summary>Answers on this silo.</summary>
    [Alias("predict")]
    [ResponseTimeout("00:10:00")]
    Task<PredictResult> PredictAsync(
        string tenant, PredictRequest request, CancellationToken cancellationToken = default);

    /// <summary>Measures on this silo.</summary>
    [Alias("evaluate")]
    [ResponseTimeout("01:00:00")]
    Task<EvaluationResult> EvaluateAsync(
        string tenant, EvaluateRequest request, CancellationToken cancellationToken = default);

    /// <summary>Loads a version on this silo.</summary>
    [Alias("prefetch")]
    [ResponseTimeout("00:05:00")]
    Task PrefetchAsync(string tenant, string task, int version, CancellationToken cancellationToken = default);

    /// <summary>Pins a version on this silo, or not any more.</summary>
    [Alias("pin-version")]
    [ResponseTimeout("00:05:00")]
    Task<VersionSnapshot> PinVersionAsync(
        string tenant, string task, int version, bool isPinned, CancellationToken cancellationToken = default);

    /// <summary>Checks a stored diff on this silo.</summary>
    /// <returns>The version, still without a number.</returns>
    [Alias("check-diff")]
    [ResponseTimeout("00:05:00")]
    Task<VersionSnapshot> CheckDiffAsync(string task, string sha256, CancellationToken cancellationToken = default);

    /// <summary>Loads what a request has named, for those to come.</summary>
    [Alias("warm")]
    [ResponseTimeout("00:05:00")]
    Task WarmAsync(string tenant, string model, CancellationToken cancellationToken = default);

    /// <summary>What the node holds. All silos are asked: one that hangs is not waited for.</summary>
    [Alias("get")]
    [ResponseTimeout("00:00:05")]
    Task<NodeSnapshot> GetAsync(string tenant, CancellationToken cancellationToken = default);

    /// <summary>The bases that it can load. All silos may be asked, as for <see cref="GetAsync"/>.</summary>
    [Alias("list-bases")]
    [ResponseTimeout("00:00:05")]
    Task<BaseInfo[]> ListBasesAsync(CancellationToken cancellationToken = default);

    /// <summary>Fills a masked position on this silo.</summary>
    [Alias("fill")]
    [ResponseTimeout("00:05:00")]
    Task<TokenProbability[]> FillAsync(
        string baseName, string text, int top, CancellationToken cancellationToken = default);

    /// <summary>Encodes a text on this silo.</summary>
    [Alias("encode")]
    [ResponseTimeout("00:05:00")]
    Task<TextEncoding> EncodeAsync(string baseName, TextInput input, CancellationToken cancellationToken = default);
}
