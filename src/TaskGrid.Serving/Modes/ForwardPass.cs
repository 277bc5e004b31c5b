using System.Runtime.InteropServices;
using TaskGrid.Models;
using TaskGrid.Serving.Mixed;
using TaskGrid.Serving.Resident;
using TaskGrid.Torch;
using static TorchSharp.torch;

namespace TaskGrid.Serving.Modes;

/// <summary>Logits of rows over some weights, each row by its own task's head.</summary>
/// <param name="weights">The weights.</param>
/// <param name="mostTokens">Tokens of one pass, unless a single row has more.</param>
/// <param name="tap">Adds what each row's task changes; null: the weights are those of every row's task.</param>
/// <param name="counts">Counts what is computed.</param>
/// <param name="own">Without a tap: computes parts of a pass; null: libtorch computes all.</param>
internal sealed class ForwardPass(
    EncoderWeights weights, int mostTokens, IMixedTap? tap, PassCounts counts, PassKernels? own = null)
{
    // Used by one pass after the other.
    private readonly RepeatedScope _scope = new();
    private readonly List<EncodedInput> _inputs = [];
    private readonly List<SparseOverrides> _overrides = [];
    private int[] _order = [];

    /// <summary>Scores rows, in several passes of similar length where they are too many for one.</summary>
    /// <param name="rows">Rows of any tasks.</param>
    /// <param name="logits">Receives each row's logits [L], at the row's number.</param>
    /// <param name="cancellationToken">Stops between passes.</param>
    public void Run(IReadOnlyList<ServingRow> rows, float[][] logits, CancellationToken cancellationToken)
    {
        using var noGrad = no_grad();
        if (_order.Length < rows.Count) _order = new int[rows.Count];
        var order = _order.AsSpan(0, rows.Count);
        var tokens = 0L;
        for (var row = 0; row < order.Length; row++)
        {
            order[row] = row;
            tokens += rows[row].Input.Ids.Length;
        }

        if (tokens > mostTokens) SortByLength(rows, order);
        for (var start = 0; start < order.Length;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var end = EndOfPass(rows, order, start);
            Score(rows, order[start..end], logits);
            start = end;
        }
    }

    private static void SortByLength(IReadOnlyList<ServingRow> rows, Span<int> order)
    {
        var lengths = new int[order.Length];
        for (var row = 0; row < lengths.Length; row++) lengths[row] = rows[order[row]].Input.Ids.Length;
        lengths.AsSpan().Sort(order);
    }

    private int EndOfPass(IReadOnlyList<ServingRow> rows, ReadOnlySpan<int> order, int start)
    {
        var (end, tokens) = (start + 1, rows[order[start]].Input.Ids.Length);
        while (end < order.Length && (tokens += rows[order[end]].Input.Ids.Length) <= mostTokens) end++;
        return end;
    }

    private void Score(IReadOnlyList<ServingRow> rows, Span<int> chosen, float[][] logits)
    {
        using var scope = _scope.Open();
        if (tap is not null && chosen.Length > 1) BringTogether(rows, chosen);
        _inputs.Clear();
        _overrides.Clear();
        foreach (var row in chosen)
        {
            _inputs.Add(rows[row].Input);
            _overrides.Add(rows[row].Task.Overrides);
        }

        using var batch = TokenBatch.Pack(_inputs, weights.Type, weights.Device);
        tap?.Begin(CollectionsMarshal.AsSpan(_overrides), batch);
        var pooled = EncoderForward.Pooled(weights, batch, tap ?? (IForwardTap?)own).to(ScalarType.Float32).cpu().contiguous(); // [B, H]
        var values = TorchDialect.Elements<float>(pooled);
        var width = values.Length / chosen.Length;
        for (var b = 0; b < chosen.Length; b++)
            rows[chosen[b]].Task.Head(values.Slice(b * width, width), logits[chosen[b]]);
        counts.Add(batch, weights.Config);
        tap?.End();
        _inputs.Clear();
        _overrides.Clear();
    }

    // Rows of one task side by side, tasks in the order of their first row.
    private static void BringTogether(IReadOnlyList<ServingRow> rows, Span<int> chosen)
    {
        var places = new Dictionary<SparseOverrides, int>();
        foreach (var row in chosen) places.TryAdd(rows[row].Task.Overrides, places.Count);
        if (places.Count == 1) return;
        var keys = new int[chosen.Length];
        for (var row = 0; row < keys.Length; row++) keys[row] = places[rows[chosen[row]].Task.Overrides];
        keys.AsSpan().Sort(chosen);
    }
}
