using System.Runtime.InteropServices;
using TaskGrid.Diffs;

namespace TaskGrid.Training.Tests.Fixtures;

/// <summary>All that a training gives, as bytes to compare.</summary>
internal static class TrainedBytes
{
    /// <summary>The diff file, and the head's numbers once more in fp32.</summary>
    public static byte[] Of(TrainedTask trained)
    {
        using var stream = new MemoryStream();
        DiffFile.Write(stream, trained.Task, trained.ValueFormat);
        foreach (var tensor in trained.Task.Head.Tensors) stream.Write(MemoryMarshal.AsBytes(tensor.Values.AsSpan()));
        return stream.ToArray();
    }
}
