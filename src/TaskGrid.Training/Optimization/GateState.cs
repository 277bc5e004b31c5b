using TaskGrid.Training.Checkpoints;

namespace TaskGrid.Training.Optimization;

/// <summary>
/// What the gated phase keeps per parameter: w and α in fp32 and four Adam moments in bf16, 16 bytes. With the
/// effective weights and their gradient that is 24 bytes in fp32 and 20 in bf16, beside the shared base.
/// </summary>
internal sealed class GateState
{
    public GateState(int count, float alpha)
    {
        W = Allocate<float>(count);
        Alpha = Allocate<float>(count);
        Array.Fill(Alpha, alpha);
        WFirst = Allocate<ushort>(count);
        WSecond = Allocate<ushort>(count);
        AlphaFirst = Allocate<ushort>(count);
        AlphaSecond = Allocate<ushort>(count);
    }

    /// <summary>Bytes of state per parameter.</summary>
    public const int BytesPerParameter = (2 * sizeof(float)) + (4 * sizeof(ushort));

    public float[] W { get; }

    public float[] Alpha { get; }

    public ushort[] WFirst { get; }

    public ushort[] WSecond { get; }

    public ushort[] AlphaFirst { get; }

    public ushort[] AlphaSecond { get; }

    /// <summary>What a checkpoint holds: all of it, as it lies in memory.</summary>
    public IReadOnlyList<StatePart> Parts =>
    [
        StatePart.Of("w", W),
        StatePart.Of("alpha", Alpha),
        StatePart.Of("w.first", WFirst),
        StatePart.Of("w.second", WSecond),
        StatePart.Of("alpha.first", AlphaFirst),
        StatePart.Of("alpha.second", AlphaSecond),
    ];

    private static T[] Allocate<T>(int count)
        where T : unmanaged => GC.AllocateArray<T>(count, pinned: true);
}
