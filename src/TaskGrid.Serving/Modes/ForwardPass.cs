using TaskGrid.Models;
using TaskGrid.Serving.Mixed;
using TaskGrid.Serving.Resident;
using TaskGrid.Torch;
using static TorchSharp.torch;

namespace TaskGrid.Serving.Modes;

/// <summary>Logits of rows over some weights, each row by its own task's head.</summary>
/// <param name="weights">The weights.</param>
/// <param name="padId">The padding token.</param>
/// <param name="tap">Adds what each row's task changes; null: the weights are those of every row's task.</param>
internal sealed class ForwardPass(EncoderWeights weights, int padId, MixedTap? tap)
{
    /// <summary>Scores rows in batches of similar length.</summary>
    /// <param name="rows">Rows of any tasks.</param>
    /// <param name="logits">Receives each row's logits [L], at the row's number.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    public void Run(IReadOnlyList<ServingRow> rows, Memory<float>[] logits, CancellationToken cancellationToken)
    {
        using var noGrad = no_grad();
        foreach (var batch in TaskScorer.Batches([.. rows.Select(row => row.Input)]))
        {
            cancellationToken.ThrowIfCancellationRequested();
            Score(rows, batch, logits);
        }
    }

    private void Score(IReadOnlyList<ServingRow> rows, int[] chosen, Memory<float>[] logits)
    {
        using var scope = NewDisposeScope();
        if (tap is not null) BringTogether(rows, chosen);
        using var batch = TokenBatch.Create(
            [.. chosen.Select(row => rows[row].Input)], padId, weights.Type, weights.Device);
        tap?.Begin([.. chosen.Select(row => rows[row].Task.Overrides)], batch.Length);
        var pooled = EncoderForward.Pooled(weights, batch, tap).to(ScalarType.Float32).cpu().contiguous(); // [B, H]
        var values = TorchDialect.Elements<float>(pooled);
        var width = values.Length / chosen.Length;
        for (var b = 0; b < chosen.Length; b++)
            rows[chosen[b]].Task.Head(values.Slice(b * width, width), logits[chosen[b]].Span);
    }

    // Rows of one task side by side, tasks in the order of their first row.
    private static void BringTogether(IReadOnlyList<ServingRow> rows, int[] chosen)
    {
        var places = new Dictionary<SparseOverrides, int>();
        foreach (var row in chosen) places.TryAdd(rows[row].Task.Overrides, places.Count);
        Array.Sort(Array.ConvertAll(chosen, row => places[rows[row].Task.Overrides]), chosen);
    }
}
