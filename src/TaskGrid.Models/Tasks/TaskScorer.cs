using TaskGrid.Torch;
using static TorchSharp.torch;

namespace TaskGrid.Models;

/// <summary>
/// Logits of encoded texts: the one path for numbers that training, evaluation and prediction share.
/// </summary>
public static class TaskScorer
{
    // Enough tokens to fill the products, few enough to stay in the caches.
    private const int BatchTokens = 1024;

    /// <summary>Scores rows in batches of similar length.</summary>
    /// <param name="weights">The encoder's weights.</param>
    /// <param name="headWeight">W [L, H], fp32 on the CPU.</param>
    /// <param name="headBias">b [L].</param>
    /// <param name="rows">Encoded texts.</param>
    /// <param name="padId">The padding token.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    /// <returns>Logits, row-major [rows, L], in the order of <paramref name="rows"/>.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static float[] Logits(
        EncoderWeights weights,
        Tensor headWeight,
        Tensor headBias,
        IReadOnlyList<EncodedInput> rows,
        int padId,
        CancellationToken cancellationToken = default)
    {
        var outputs = (int)headWeight.shape[0];
        var logits = new float[rows.Count * outputs];
        using var noGrad = no_grad();
        foreach (var chosen in Batches(rows))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            using var batch = TokenBatch.Create(
                [.. chosen.Select(row => rows[row])], padId, weights.Type, weights.Device);
            var pooled = EncoderForward.Pooled(weights, batch).to(ScalarType.Float32).cpu(); // [B, H]
            var scores = nn.functional.linear(pooled, headWeight, headBias).contiguous(); // [B, L]
            var values = TorchDialect.Elements<float>(scores);
            for (var b = 0; b < chosen.Length; b++)
                values.Slice(b * outputs, outputs).CopyTo(logits.AsSpan(chosen[b] * outputs));
        }

        return logits;
    }

    /// <summary>Cuts rows into batches of similar length.</summary>
    /// <param name="rows">Encoded texts.</param>
    /// <returns>The numbers of the rows of each batch, the shortest first.</returns>
    private static IEnumerable<int[]> Batches(IReadOnlyList<EncodedInput> rows)
    {
        var order = Enumerable.Range(0, rows.Count).OrderBy(row => rows[row].Ids.Length).ToArray();
        for (var start = 0; start < order.Length;)
        {
            var end = start + 1;
            while (end < order.Length && rows[order[end]].Ids.Length * (end + 1 - start) <= BatchTokens) end++;
            yield return order[start..end];
            start = end;
        }
    }
}
