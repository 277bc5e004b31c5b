using System.Globalization;
using TaskGrid.Models;
using TaskGrid.Training.Methods;
using TaskGrid.Training.Runs;

namespace TaskGrid.Training;

/// <summary>
/// What a run adds to a process's memory beside the base, at most, in bytes: known before it starts, by base, method, batch and
/// precision.
/// </summary>
/// <param name="FirstBytes">From the start until the entries that the diff may change are chosen.</param>
/// <param name="LastBytes">After that; the same where all weights are trained.</param>
public sealed record TrainingMemory(long FirstBytes, long LastBytes)
{
    // Of a fixed mask: index, base value, δ, gradient, two moments, their sum, best epoch; twice the diff while its format is chosen;
    // what the collector has not taken back.
    private const int BytesPerEntry = 40;

    // The runtime's heap and code, and buffers of the libraries; in bf16 also what they generate and lay out for it.
    private const long FixedBytes = 40_000_000, FixedHalfBytes = 60_000_000;

    // θ, the copy of the base that the diff is measured on in the end, and a copy on the way to either.
    private const int LastBytesPerParameter = 12;

    // Of rows of 40 bytes and more; longer texts take half of it.
    private const int BytesPerDataByte = 8;

    // A layer's results that the backward pass needs: input, queries, keys, values, context, output, two normalizations and
    // their inputs; twice the wide one; attention twice.
    private const int NarrowResults = 9, WideResults = 2, AttentionResults = 2;

    // Gradients of these results, and what the allocator keeps; a fixed mask keeps inputs and gradients of all products until the end.
    private const double DenseFactor = 1.4, MaskedFactor = 1.7;

    /// <summary>Computes it.</summary>
    /// <param name="config">The base's architecture.</param>
    /// <param name="parameters">d, the base's parameters.</param>
    /// <param name="method">A name of <see cref="MethodCatalog.Names"/>.</param>
    /// <param name="settings">Batch, length, density and precision.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.InvalidArgument"/>: method or density.</exception>
    public static TrainingMemory Of(EncoderConfig config, int parameters, string method, TrainSettings settings)
    {
        var (element, rest) = settings.Half ? (sizeof(ushort), FixedHalfBytes) : (sizeof(float), FixedBytes);
        long tokens = (long)settings.BatchSize * settings.MaxLength;
        var layer = (NarrowResults * (long)config.HiddenSize) + (WideResults * (long)config.IntermediateSize)
            + (AttentionResults * (long)config.Heads * settings.MaxLength);
        double activations = element * tokens * layer * config.Layers;
        var kind = MethodCatalog.Get(method);
        var factor = kind is FixedMaskMethod ? MaskedFactor : DenseFactor;
        var first = rest + (long)(factor * activations) + (kind.BytesPerParameter * (long)parameters);
        var entries = kind.MostEntries(config, parameters, settings.Density);
        return kind.TrainsAllWeights
            ? new TrainingMemory(first, first)
            : new TrainingMemory(
                first,
                rest + (long)(MaskedFactor * activations) + (LastBytesPerParameter * (long)parameters) + (BytesPerEntry * entries));
    }

    /// <summary>The same with the rows of the data, which stay in memory to the end: texts in UTF-16 and their tokens.</summary>
    /// <param name="fileBytes">Bytes of the data's files.</param>
    public TrainingMemory WithData(long fileBytes) => new(
        FirstBytes + (BytesPerDataByte * fileBytes), LastBytes + (BytesPerDataByte * fileBytes));

    /// <summary>Says before a run, not in the middle of it, that memory will not suffice.</summary>
    /// <param name="method">The method, for the message.</param>
    /// <param name="availableBytes">Memory that the process may have.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.OutOfMemory"/>.</exception>
    internal void Require(string method, long availableBytes)
    {
        var needed = Math.Max(FirstBytes, LastBytes);
        if (needed <= availableBytes) return;
        static string Gigabytes(long bytes) => (bytes / 1e9).ToString("0.0", CultureInfo.InvariantCulture);
        throw new TaskGridException(
            ErrorCodes.OutOfMemory,
            $"Method '{method}' needs about {Gigabytes(needed)} GB beside the base; this process may have "
            + $"{Gigabytes(availableBytes)} GB. Use --method fish, --precision bf16, a smaller batch or base, or a machine with more "
            + "memory.");
    }
}
