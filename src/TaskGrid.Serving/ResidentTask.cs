using System.Numerics.Tensors;
using TaskGrid.Diffs;
using TaskGrid.Models;
using TaskGrid.Serving.Modes;
using TaskGrid.Serving.Resident;

namespace TaskGrid.Serving;

/// <summary>A task in memory, ready to be served on its base: its diff as the kernels read it, and its head.</summary>
public sealed class ResidentTask
{
    // Of a string beside its characters: its header and length, and the reference to it.
    private const int StringBytes = 32;

    private static long _count;

    private readonly float[] _headWeight;
    private readonly float[] _headBias;

    internal ResidentTask(EncoderParts parts, BaseModel model, TaskDiff diff)
    {
        diff.CheckBase(model.Fingerprint, model.Layout);
        var (weight, bias) = TaskModel.HeadOf(diff, model.Config);
        (_headWeight, _headBias) = (weight.Values, bias.Values);
        (Task, Entries) = (diff.Task, diff.Diff.Count);
        Overrides = OverridesBuilder.Build(parts, diff.Diff);
        Bytes = Overrides.Bytes + HeadBytes + Task.Labels.Sum(label => StringBytes + (sizeof(char) * (long)label.Length));
    }

    /// <summary>Kind, labels and metric.</summary>
    public TaskDefinition Task { get; }

    /// <summary>Its number in this process.</summary>
    internal long Number { get; } = Interlocked.Increment(ref _count);

    /// <summary>Entries of the diff.</summary>
    public int Entries { get; }

    /// <summary>Bytes that the task takes in memory: diff, head and labels.</summary>
    public long Bytes { get; }

    /// <summary>Bytes of the head among them.</summary>
    public long HeadBytes => sizeof(float) * ((long)_headWeight.Length + _headBias.Length);

    /// <summary>The diff.</summary>
    internal SparseOverrides Overrides { get; }

    /// <summary>Seconds that the task has lately cost beyond the base's products and that a merged copy would have saved; guarded
    /// by its server.</summary>
    internal RecentSeconds Owed { get; } = new();

    /// <summary>Whether its server was told to forget it: what is still answered for it gets no copy any more.</summary>
    internal bool IsForgotten { get; set; }

    /// <summary>What a batch was last expected to cost with rows of the task, beyond their tokens in the base's products: in tokens. 0
    /// until then.</summary>
    internal double ExtraTokens { get; set; }

    /// <summary>L, the outputs of the head.</summary>
    internal int Outputs => _headBias.Length;

    /// <summary>The head: W·h + b.</summary>
    /// <param name="pooled">h [H].</param>
    /// <param name="logits">Receives [L].</param>
    internal void Head(ReadOnlySpan<float> pooled, Span<float> logits)
    {
        for (var label = 0; label < logits.Length; label++)
        {
            var row = _headWeight.AsSpan(label * pooled.Length, pooled.Length);
            logits[label] = TensorPrimitives.Dot(row, pooled) + _headBias[label];
        }
    }
}
