using TaskGrid.Benchmarks.Output;

namespace TaskGrid.Benchmarks.Clusters;

/// <summary>Parts of a benchmark under one limit of time: what fails or does not end is named, and the others go on.</summary>
/// <param name="progress">Where each is announced.</param>
/// <param name="limit">Ends what takes too long.</param>
/// <param name="cancellationToken">Cancelled by Ctrl-C.</param>
internal sealed class MeasuredParts(ProgressLine progress, CancellationToken limit, CancellationToken cancellationToken)
{
    private readonly List<Figure> _figures = [];
    private readonly List<string> _failures = [];

    /// <summary>What was measured.</summary>
    public IReadOnlyList<Figure> Figures => _figures;

    /// <summary>What was not, with the reason.</summary>
    public IReadOnlyList<string> Failures => _failures;

    /// <summary>Measures a part.</summary>
    public async Task AddAsync(string part, Func<CancellationToken, Task<IReadOnlyList<Figure>>> measure)
    {
        progress.Update(part);
        try
        {
            // Some calls take no token.
            _figures.AddRange(await measure(limit).WaitAsync(limit));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            _failures.Add($"{part}: not done when the time was over.");
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            _failures.Add($"{part}: {exception.Message}");
        }
    }
}
