using TaskGrid.Client.Bases;
using TaskGrid.Client.Files;
using TaskGrid.Client.Http;
using TaskGrid.Client.Jobs;
using TaskGrid.Client.Prediction;
using TaskGrid.Client.Tasks;

namespace TaskGrid.Client;

/// <summary>A TaskGrid server as an <see cref="ITaskGrid"/>. One client serves any number of threads; keep
/// it.</summary>
/// <remarks>
/// <para>Calls that fail on the way (no connection, a time-out, status 408, 429, 502, 503, 504) are tried again with growing
/// pauses. The server does their work only once: what changes something gets an idempotency key when the caller gives none.
/// An upload is tried again only from a stream that can seek. A connection that was never made is tried again for every
/// call.</para>
/// <para>Errors are <see cref="TaskGridException"/>: the server's own code, message and details, or
/// <see cref="ErrorCodes.ServerUnavailable"/> when there is no answer of its API. The key is in none of them.</para>
/// </remarks>
/// <example><code>
/// using var grid = new TaskGridClient(new TaskGridClientOptions { Endpoint = new Uri("http://127.0.0.1:8080") });
/// var answer = await grid.PredictAsync(new PredictRequest { Model = "reviews", Inputs = [new("a good film")] });
/// </code></example>
public sealed class TaskGridClient : ITaskGrid, IDisposable
{
    private readonly ApiConnection _api;
    private readonly HttpPredictions _predictions;
    private readonly HttpClient? _own;

    /// <summary>Makes a client with connections of its own, which <see cref="Dispose"/> closes.</summary>
    /// <param name="options">Where the server is and how patient the client is.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.InvalidArgument"/> with every problem.</exception>
    public TaskGridClient(TaskGridClientOptions options)
        : this(options, null)
    {
    }

    /// <summary>Makes a client over a caller's <see cref="HttpClient"/>, with whatever handlers that has; it stays the
    /// caller's. Its own time-out holds too: set it to infinite, or above those of the options.</summary>
    /// <param name="http">Sends the requests. Its base address need not be set.</param>
    /// <param name="options">Where the server is and how patient the client is.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.InvalidArgument"/> with every problem.</exception>
    public TaskGridClient(HttpClient http, TaskGridClientOptions options)
        : this(options, http ?? throw new ArgumentNullException(nameof(http)))
    {
    }

    private TaskGridClient(TaskGridClientOptions options, HttpClient? http)
    {
        TaskGridClientOptionsValidator.Check(options);
        _own = http is null ? OpenConnections() : null;
        _api = new ApiConnection(new ApiTransport(http ?? _own!, options), options);
        _predictions = new HttpPredictions(_api, options);
        Files = new HttpFiles(_api, options.UploadPartBytes);
        Tasks = new HttpTasks(_api);
        Jobs = new HttpJobs(_api, options);
        Bases = new HttpBases(_api);
    }

    /// <inheritdoc/>
    public IGridFiles Files { get; }

    /// <inheritdoc/>
    public IGridTasks Tasks { get; }

    /// <inheritdoc/>
    public IGridJobs Jobs { get; }

    /// <inheritdoc/>
    public IGridBases Bases { get; }

    /// <inheritdoc/>
    public async Task<PredictResult> PredictAsync(PredictRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return (await _predictions.PredictAsync([request], cancellationToken).ConfigureAwait(false))[0].Result;
    }

    /// <summary>Answers inputs of many tasks in one call; an error of one request does not touch the others.</summary>
    /// <param name="requests">The requests.</param>
    /// <param name="cancellationToken">Gives the answers up.</param>
    /// <returns>One outcome per request, in their order.</returns>
    /// <exception cref="TaskGridException">The call as a whole failed, or all requests did for one reason that passes.</exception>
    /// <example><code>
    /// var outcomes = await grid.PredictManyAsync(
    ///     [new() { Model = "reviews", Inputs = [new("good")] }, new() { Model = "reviews@v1", Inputs = [new("bad")] }]);
    /// foreach (var each in outcomes) Console.WriteLine(each.Error?.Message ?? each.Result.Predictions[0].Label);
    /// </code></example>
    public Task<IReadOnlyList<PredictOutcome>> PredictManyAsync(
        IReadOnlyList<PredictRequest> requests, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(requests);
        return _predictions.PredictAsync(requests, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<EvaluationResult> EvaluateAsync(
        EvaluateRequest request, CancellationToken cancellationToken = default) =>
        _predictions.EvaluateAsync(request, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<NodeSnapshot>> ListNodesAsync(CancellationToken cancellationToken = default) =>
        (await _api.ReadAsync(
            ApiCall.Get(new ApiPath().Then("nodes")), ClientJson.Default.ListPageNodeSnapshot, cancellationToken)
            .ConfigureAwait(false)).Items;

    /// <summary>Closes the connections that are the client's own.</summary>
    public void Dispose() => _own?.Dispose();

    // Time-outs are the options'; a redirect would make a GET of a POST. A name is looked up again every few minutes.
    private static HttpClient OpenConnections() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };
}
