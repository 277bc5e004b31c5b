using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using TaskGrid.Benchmarks.Measuring;
using TaskGrid.Models;

namespace TaskGrid.Benchmarks.Steps;

/// <summary>Makes a base of some shape with random weights, as a checkpoint that is imported like any other.</summary>
internal static class RandomBase
{
    private const float Deviation = 0.02f;

    /// <summary>The folder of the stored base; made when it is not there.</summary>
    /// <param name="shape">Its sizes.</param>
    /// <param name="folder">Where bases are kept.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static async Task<string> EnsureAsync(BertShape shape, string folder, CancellationToken cancellationToken)
    {
        var stored = Path.Combine(folder, "random-" + shape.Name);
        if (Directory.Exists(stored)) return stored;
        var source = Path.Combine(folder, "source-" + shape.Name);
        Directory.CreateDirectory(source);
        try
        {
            await File.WriteAllBytesAsync(Path.Combine(source, "config.json"), shape.ConfigJson(), cancellationToken);
            await File.WriteAllLinesAsync(Path.Combine(source, "vocab.txt"), Vocabulary(shape), cancellationToken);
            WriteWeights(shape, Path.Combine(source, "model.safetensors"));
            await BaseImporter.ImportAsync(source, stored, new BaseImportOptions(), null, cancellationToken);
        }
        finally
        {
            Directory.Delete(source, recursive: true);
        }

        return stored;
    }

    private static IEnumerable<string> Vocabulary(BertShape shape)
    {
        string[] special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"];
        return special.Concat(Enumerable.Range(0, shape.Vocabulary - special.Length).Select(word => $"w{word}"));
    }

    private static void WriteWeights(BertShape shape, string path)
    {
        var tensors = shape.Layout().Tensors;
        var header = tensors.ToDictionary(
            tensor => tensor.Name,
            tensor => new Dictionary<string, object>
            {
                ["dtype"] = "F32",
                ["shape"] = tensor.Shape,
                ["data_offsets"] = new[] { (long)tensor.Offset * sizeof(float), (long)tensor.End * sizeof(float) },
            });
        var json = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(header));
        using var file = File.Create(path);
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)json.Length);
        file.Write(length);
        file.Write(json);
        var random = new Random(1);
        foreach (var tensor in tensors)
        {
            // A LayerNorm's scale is about 1, or the activations vanish from layer to layer.
            var mean = tensor.Name.EndsWith("LayerNorm.weight", StringComparison.Ordinal) ? 1f : 0f;
            var values = new float[tensor.Count];
            for (var i = 0; i < values.Length; i++) values[i] = mean + ((random.NextSingle() - 0.5f) * 2 * Deviation);
            file.Write(MemoryMarshal.AsBytes(values.AsSpan()));
        }
    }
}
