using TaskGrid.Models;
using TaskGrid.Serving;
using TaskGrid.Torch;
using static TorchSharp.torch;

namespace TaskGrid.Benchmarks.Serving;

/// <summary>One server for each mode over one base, and the base alone.</summary>
internal sealed class ServedModes : IDisposable
{
    private readonly int _threads;

    /// <summary>Starts the servers.</summary>
    /// <param name="model">The base.</param>
    /// <param name="half">Whether products are computed in bf16.</param>
    /// <param name="threads">Threads.</param>
    /// <param name="copyBytes">Memory for separate copies.</param>
    public ServedModes(BaseModel model, bool half, int threads, long copyBytes)
    {
        _threads = threads;
        var options = new ServingOptions
        {
            Half = half,
            Threads = threads,
            Batching = new BatchingOptions { MaxTokens = ServingCase.BatchTokens },
        };
        TaskServer Server(ServingMode mode) => new(model, options with { Mode = mode, MaxMergedBytes = copyBytes });
        (Mixed, Switch, Merged) = (Server(ServingMode.Mixed), Server(ServingMode.Switch), Server(ServingMode.Merged));
        Chosen = new TaskServer(model, options);
    }

    /// <summary>Mixed batches only.</summary>
    public TaskServer Mixed { get; }

    /// <summary>Switching only.</summary>
    public TaskServer Switch { get; }

    /// <summary>Separate copies only.</summary>
    public TaskServer Merged { get; }

    /// <summary>The mode that costs least.</summary>
    public TaskServer Chosen { get; }

    /// <summary>Answers by the base alone: every row by the first row's head, no diff.</summary>
    public void ScoreBase(IReadOnlyList<ServingRow> rows)
    {
        TorchRuntime.SetThreads(_threads);
        var shared = rows[0].Task;
        using var noGrad = no_grad();
        Mixed.Plain.Run(
            [.. rows.Select(row => row with { Task = shared })],
            [.. rows.Select(_ => new float[2])],
            CancellationToken.None);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var server in new[] { Mixed, Switch, Merged, Chosen }) server.Dispose();
    }
}
