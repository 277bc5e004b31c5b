using TaskGrid.Models;
using TaskGrid.Serving.Mixed;
using TaskGrid.Serving.Resident;
using static TorchSharp.torch;

namespace TaskGrid.Serving.Modes;

/// <summary>A copy of the base with one diff merged in.</summary>
internal sealed class MergedCopy : IDisposable
{
    private readonly Tensor _flat;
    private readonly EncoderWeights _weights;

    public MergedCopy(
        BaseModel model,
        IServedParameters parameters,
        SparseOverrides overrides,
        int mostTokens,
        PassCounts counts,
        PassKernels? own)
    {
        _flat = parameters.Merged(overrides);
        _weights = new EncoderWeights(model.Config, model.Layout, _flat);
        Pass = new ForwardPass(_weights, mostTokens, null, counts, own);
    }

    /// <summary>Scores rows of the task.</summary>
    public ForwardPass Pass { get; }

    /// <summary>What it has saved lately, in seconds of the mode that it replaced.</summary>
    public RecentSeconds Saved { get; } = new();

    public void Dispose()
    {
        _weights.Dispose();
        _flat.Dispose();
    }
}
