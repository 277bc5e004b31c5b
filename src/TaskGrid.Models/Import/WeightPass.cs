using System.Buffers;
using TaskGrid.Diffs;
using TaskGrid.Diffs.Safetensors;

namespace TaskGrid.Models;

/// <summary>Goes once through the weights of a checkpoint: checks, hashes and, if asked, writes them.</summary>
internal static class WeightPass
{
    // Both halves of a comparison and a stretch of a copy stay in the processor's cache.
    private const int ChunkBytes = 1 << 18;

    /// <summary>Checks that tied tensors are equal bit for bit.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.BaseUnsupported"/>.</exception>
    public static void CheckTies(CheckpointBinding binding, CancellationToken cancellationToken)
    {
        var untied = binding.Ties.Where(tie => !AreEqual(tie.Copy, tie.Original, cancellationToken))
            .Select(tie => $"'{tie.Copy.Name}' differs from '{tie.Original.Name}'").ToList();
        if (untied.Count == 0) return;
        throw new TaskGridException(
            ErrorCodes.BaseUnsupported,
            $"The masked-word head is not tied to the word embeddings: {Problems.Summary(untied)}. Only tied heads are "
            + "supported: choose another model, or remove the head's tensors from its weights.",
            untied);
    }

    /// <summary>Hashes all tensors, and copies them when <paramref name="output"/> is given.</summary>
    /// <param name="binding">The tensors.</param>
    /// <param name="output">Takes a whole safetensors file, or null.</param>
    /// <param name="progress">Is told the bytes that are done; may be null.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.BaseInvalid"/>: values that are not finite, with the
    /// names of all such tensors.</exception>
    public static Fingerprint Run(
        CheckpointBinding binding,
        Stream? output,
        IProgress<BaseImportProgress>? progress,
        CancellationToken cancellationToken)
    {
        using var hash = new BaseFingerprint();
        var notFinite = new List<string>();
        var (done, total) = (0L, binding.Tensors.Sum(entry => entry.Tensor.ByteLength));
        if (output is not null) WriteHeader(output, binding);
        foreach (var (name, tensor) in binding.Tensors)
        {
            var format = FloatFormat.Find(tensor.DType)!;
            var isFinite = true;
            hash.Begin(name, tensor);
            foreach (var chunk in Chunks(tensor))
            {
                cancellationToken.ThrowIfCancellationRequested();
                isFinite = isFinite && !format.HasNonFinite(chunk.Span);
                hash.Append(chunk.Span);
                output?.Write(chunk.Span);
                done += chunk.Length;
                progress?.Report(new BaseImportProgress(BaseImportStage.Checking, tensor.Name, done, total));
            }

            if (!isFinite) notFinite.Add($"'{tensor.Name}' holds infinite values or values that are not numbers");
        }

        return notFinite.Count == 0 ? hash.Finish() : throw new TaskGridException(
            ErrorCodes.BaseInvalid,
            $"The weights are damaged: {Problems.Summary(notFinite)}. Download the model again.",
            Problems.Details(notFinite));
    }

    private static void WriteHeader(Stream output, CheckpointBinding binding) => SafetensorsWriter.WriteHeader(
        output,
        // Loaders of the transformers library ask for it.
        new Dictionary<string, string> { ["format"] = "pt" },
        [.. binding.Tensors.Select(entry => (entry.Name, entry.Tensor.DType, entry.Tensor.Shape))]);

    private static bool AreEqual(WeightTensor a, WeightTensor b, CancellationToken cancellationToken)
    {
        if (a.DType != b.DType || !a.Shape.SequenceEqual(b.Shape)) return false;
        foreach (var (left, right) in Chunks(a).Zip(Chunks(b)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!left.Span.SequenceEqual(right.Span)) return false;
        }

        return true;
    }

    // A chunk is valid until the next one is asked for.
    private static IEnumerable<ReadOnlyMemory<byte>> Chunks(WeightTensor tensor)
    {
        using var buffer = MemoryPool<byte>.Shared.Rent(ChunkBytes);
        for (var offset = 0L; offset < tensor.ByteLength; offset += ChunkBytes)
        {
            var chunk = buffer.Memory[..(int)Math.Min(ChunkBytes, tensor.ByteLength - offset)];
            tensor.ReadBytes(offset, chunk.Span);
            yield return chunk;
        }
    }
}
