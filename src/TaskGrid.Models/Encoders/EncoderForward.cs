using TaskGrid.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace TaskGrid.Models;

/// <summary>
/// The forward pass of BERT-like encoders (Devlin et al. 2018), as a function over a parameter view: the same code runs
/// the base, a base with a diff, and training. B rows, T tokens, H width, A heads; N tokens of a packed batch.
/// </summary>
public static class EncoderForward
{
    /// <summary>The last hidden states [B, T, H]; of a packed batch [N, H].</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="batch">The texts.</param>
    /// <param name="tap">Sees the pass; null for none.</param>
    public static Tensor Hidden(EncoderWeights weights, TokenBatch batch, IForwardTap? tap = null) =>
        Layers(weights, batch, firstOnly: false, tap);

    /// <summary>
    /// One vector for the text [B, H]: the base's own pooler, tanh(W·h + b), over the last hidden state of [CLS]; that
    /// state itself where the base has no pooler. Other tokens end at the last layer's keys and values.
    /// </summary>
    /// <param name="weights">The weights.</param>
    /// <param name="batch">The texts.</param>
    /// <param name="tap">Sees the pass; null for none.</param>
    public static Tensor Pooled(EncoderWeights weights, TokenBatch batch, IForwardTap? tap = null)
    {
        var first = Layers(weights, batch, firstOnly: true, tap); // [B, 1, H], packed [B, H]
        if (batch.Packing is null) first = first.select(1, 0);
        return weights.Pooler is null ? first : Linear(weights.Pooler, first.contiguous(), tap).tanh();
    }

    internal static Tensor Activate(Tensor x, EncoderActivation activation) => activation switch
    {
        EncoderActivation.Gelu => nn.functional.gelu(x),
        EncoderActivation.GeluTanh => GeluTanh(x),
        _ => nn.functional.relu(x),
    };

    // x/2 · (1 + tanh(√(2/π) · (x + 0.044715 x³))) (Hendrycks and Gimpel 2016).
    private static Tensor GeluTanh(Tensor x)
    {
        using Scalar half = 0.5, slope = 0.7978845608028654, cubic = 0.044715;
        var inner = x.mul(cubic).mul(x).mul(x).add(x, TorchDialect.One).mul(slope).tanh();
        return x.mul(half).mul(inner.add(TorchDialect.One, TorchDialect.One));
    }

    // The states after the last layer: of all tokens, or of the first of each row [B, 1, H], packed [B, H].
    private static Tensor Layers(EncoderWeights weights, TokenBatch batch, bool firstOnly, IForwardTap? tap)
    {
        var config = weights.Config;
        var x = Embed(weights, batch, tap); // [B, T, H], packed [N, H]
        for (var number = 0; number < weights.Layers.Length; number++)
        {
            var layer = weights.Layers[number];
            var ends = firstOnly && number == weights.Layers.Length - 1;
            var attention = Attend(layer, x, batch, config, ends, tap);
            if (ends) x = batch.Packing is { } packing ? x.index_select(0, packing.Firsts) : x.narrow(1, 0, 1);
            x = Norm(layer.AttentionNorm, Sum(x, Linear(layer.AttentionOutput, attention, tap)), config, tap);
            var inner = Activate(Linear(layer.Intermediate, x, tap), config.Activation); // [..., 4H]
            x = Norm(layer.OutputNorm, Sum(x, Linear(layer.Output, inner, tap)), config, tap);
        }

        return x;
    }

    private static Tensor Embed(EncoderWeights weights, TokenBatch batch, IForwardTap? tap)
    {
        var positions = weights.PositionEmbeddings.Tensor;
        positions = batch.Packing is { } packing
            ? positions.index_select(0, packing.Positions)
            : positions.narrow(0, 0, batch.Length);
        var sum = TorchDialect.Embedding(batch.Ids, weights.WordEmbeddings.Tensor) // [B, T, E], packed [N, E]
            .add(positions, TorchDialect.One);
        if (weights.TypeEmbeddings is { } types)
            sum = sum.add(TorchDialect.Embedding(batch.Types, types.Tensor), TorchDialect.One);
        if (tap is not null) sum = tap.Embedded(batch, sum);
        var x = Norm(weights.EmbeddingNorm, sum, weights.Config, tap);
        return weights.EmbeddingProjection is { } projection ? Linear(projection, x, tap) : x;
    }

    // What each token, or the first of each row, takes from all of its row.
    private static Tensor Attend(
        EncoderLayerWeights layer, Tensor x, TokenBatch batch, EncoderConfig config, bool firstOnly, IForwardTap? tap)
    {
        var (heads, width) = (config.Heads, config.HiddenSize);
        var joined = Linear(layer.QueryKeyValue, x, tap); // [B, T, 3H], packed [N, 3H]
        if (batch.Packing is not { } packing)
            return TorchDialect.Attention(joined, batch.Mask, batch.Rows, batch.Length, heads, firstOnly);
        Tensor[] blocks =
        [
            .. packing.Groups.Select(group =>
                TorchDialect.Attention(
                    joined.index_select(0, group.Tokens), group.Mask, group.Rows, group.Length, heads, firstOnly)
                    .view(-1, width)),
        ];
        return (blocks.Length == 1 ? blocks[0] : cat(blocks, 0))
            .index_select(0, firstOnly ? packing.RowPlaces : packing.Places);
    }

    // Where nothing is recorded, y, which nobody else has, takes the sum.
    private static Tensor Sum(Tensor x, Tensor y) => is_grad_enabled() ? x.add(y, TorchDialect.One) : y.add_(x, TorchDialect.One);

    private static Tensor Linear(LinearWeights linear, Tensor x, IForwardTap? tap)
    {
        var y = tap?.Linear(linear.Weight, linear.Bias, x)
            ?? nn.functional.linear(x, linear.Weight.Tensor, linear.Bias.Tensor);
        tap?.Product(linear.Weight, x, y);
        return y;
    }

    private static Tensor Norm(NormWeights norm, Tensor x, EncoderConfig config, IForwardTap? tap)
    {
        var y = tap?.Normalize(norm.Scale, norm.Shift, x, config.LayerNormEpsilon)
            ?? nn.functional.layer_norm(x, norm.Shape, norm.Scale.Tensor, norm.Shift.Tensor, config.LayerNormEpsilon);
        tap?.Normalized(norm.Scale, x, y);
        return y;
    }
}
