using TaskGrid.Diffs;
using TaskGrid.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace TaskGrid.Models;

/// <summary>Diffs and flat parameter buffers.</summary>
public static class MergedDiff
{
    // Entries on their way to a device at a time: 8 MiB with their indices.
    private const int PieceEntries = 1 << 20;

    /// <summary>Adds a diff's values to the parameters at its indices.</summary>
    /// <param name="diff">The diff.</param>
    /// <param name="parameters">fp32 [d], on any device.</param>
    public static void AddTo(this SparseDiff diff, Tensor parameters)
    {
        var (indices, values) = (diff.Indices, diff.Values);
        if (parameters.device_type == DeviceType.CPU)
        {
            var elements = TorchDialect.Elements<float>(parameters);
            for (var j = 0; j < indices.Length; j++) elements[indices[j]] += values[j];
            return;
        }

        for (var start = 0; start < indices.Length; start += PieceEntries)
        {
            using var scope = NewDisposeScope();
            var end = Math.Min(start + PieceEntries, indices.Length);
            parameters.index_add_(
                0,
                DeviceMemory.Send(tensor(indices[start..end]), parameters.device),
                DeviceMemory.Send(tensor(values[start..end]), parameters.device),
                1);
        }
    }
}
