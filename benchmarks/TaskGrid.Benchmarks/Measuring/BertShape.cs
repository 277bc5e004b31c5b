using System.Collections.Immutable;
using System.Text.Json;
using TaskGrid.Diffs;
using TaskGrid.Models;

namespace TaskGrid.Benchmarks.Measuring;

/// <summary>Sizes of a BERT encoder that is only measured, so its weights may be random.</summary>
/// <param name="Name">Its name in figures.</param>
/// <param name="Layers">L.</param>
/// <param name="Width">H.</param>
/// <param name="Heads">A.</param>
/// <param name="Inner">Width inside the feed-forward layers.</param>
/// <param name="Vocabulary">V.</param>
/// <param name="Positions">Longest input in tokens.</param>
internal sealed record BertShape(
    string Name, int Layers, int Width, int Heads, int Inner, int Vocabulary, int Positions)
{
    /// <summary>The sample base's shape.</summary>
    public static BertShape Mini { get; } = new("tg-mini", 4, 256, 4, 1024, 8192, 128);

    /// <summary>BERT-base, uncased (Devlin et al. 2018).</summary>
    public static BertShape Base { get; } = new("bert-base", 12, 768, 12, 3072, 30522, 512);

    /// <summary>All that are measured.</summary>
    public static ImmutableArray<BertShape> All { get; } = [Mini, Base];

    /// <summary>Its <c>config.json</c>.</summary>
    public byte[] ConfigJson() => JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>
    {
        ["model_type"] = "bert",
        ["hidden_size"] = Width,
        ["num_hidden_layers"] = Layers,
        ["num_attention_heads"] = Heads,
        ["intermediate_size"] = Inner,
        ["hidden_act"] = "gelu",
        ["layer_norm_eps"] = 1e-12,
        ["max_position_embeddings"] = Positions,
        ["type_vocab_size"] = 2,
        ["vocab_size"] = Vocabulary,
        ["pad_token_id"] = 0,
    });

    /// <summary>Where its tensors lie in a flat buffer, pooler included.</summary>
    public ParameterLayout Layout() => EncoderLayout.Create(EncoderConfig.Parse(ConfigJson(), Name), hasPooler: true);
}
