namespace TaskGrid;

/// <summary>
/// What a tenant can do with the grid: register tasks, train them, move aliases, ask for predictions. Three things
/// implement it: the embedded engine in this process, the Orleans engine, and the HTTP client; one compliance suite runs
/// over all.
/// </summary>
/// <remarks>
/// Members that take an <c>idempotencyKey</c> (1 to 128 printable characters, kept for a day, then as new) do their work once:
/// a repeated call with the same key and the same content changes nothing and returns what the first one made, as it is now;
/// with other content it throws <see cref="ErrorCodes.IdempotencyConflict"/>. The other members may be repeated without a
/// key: they only read and compute, or do the same again. Every member throws <see cref="TaskGridException"/> with a code
/// from <see cref="ErrorCodes"/> for an expected failure, and what belongs to another tenant is not found.
/// </remarks>
public interface ITaskGrid
{
    /// <summary>Data files.</summary>
    IGridFiles Files { get; }

    /// <summary>Tasks, their versions and aliases.</summary>
    IGridTasks Tasks { get; }

    /// <summary>Training runs.</summary>
    IGridJobs Jobs { get; }

    /// <summary>The base models.</summary>
    IGridBases Bases { get; }

    /// <summary>Answers inputs of one task.</summary>
    /// <param name="request">The task or one of its versions or aliases, and the inputs.</param>
    /// <param name="cancellationToken">Gives the answer up.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.TaskNotFound"/>,
    /// <see cref="ErrorCodes.VersionNotFound"/>, <see cref="ErrorCodes.AliasNotFound"/>; the diff's own error when it is
    /// damaged. Never an answer of other weights.</exception>
    /// <example><code>
    /// var answer = await grid.PredictAsync(new PredictRequest { Model = "reviews", Inputs = [new("a good film")] });
    /// Console.WriteLine(answer.Predictions[0].Label);
    /// </code></example>
    Task<PredictResult> PredictAsync(PredictRequest request, CancellationToken cancellationToken = default);

    /// <summary>Measures a version on labelled data.</summary>
    /// <param name="request">What to measure on which file.</param>
    /// <param name="cancellationToken">Gives the work up.</param>
    /// <example><code>
    /// var result = await grid.EvaluateAsync(new EvaluateRequest { Model = "reviews@v1", File = file.Id });
    /// Console.WriteLine($"{result.Metric} {result.Value:0.000} over {result.Rows} rows");
    /// </code></example>
    Task<EvaluationResult> EvaluateAsync(EvaluateRequest request, CancellationToken cancellationToken = default);

    /// <summary>The nodes and what they hold.</summary>
    /// <example><code>foreach (var each in await grid.ListNodesAsync()) Console.WriteLine(each.Name);</code></example>
    Task<IReadOnlyList<NodeSnapshot>> ListNodesAsync(CancellationToken cancellationToken = default);
}
