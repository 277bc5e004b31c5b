using TaskGrid.Benchmarks.Output;

namespace TaskGrid.Benchmarks.Clusters;

/// <summary>Parts of a benchmark under one limit of time: what fails or does not end is named, and the others go on.</summary>
/// <param name="progress">Where each is announced.</param>
/// <param name="limit">Ends what takes too long.</param>
/// <param name="cancellationToken">Cancelled by Ctrl-C.</param>
internal sealed class MeasuredParts(ProgressLine progress, CancellationToken limit, CancellationToken cancellationToken)
{
    // What it has started, processes above all, is ended by itself.
    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(30);

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
        var measuring = measure(limit);
        try
        {
            // Some calls take no token.
            _figures.AddRange(await measuring.WaitAsync(limit));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAny(measuring, Task.Delay(EndsWithin, CancellationToken.None));
            cancellationToken.ThrowIfCancellationRequested();
            _failures.Add($"{part}: not done when the time was over.");
        }
        catch (Exception exception)
        {
            _failures.Add($"{part}: {exception.Message}");
        }
    }
}
