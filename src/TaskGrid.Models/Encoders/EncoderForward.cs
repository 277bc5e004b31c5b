using static TorchSharp.torch;

namespace TaskGrid.Models;

/// <summary>
/// The forward pass of BERT-like encoders (Devlin et al. 2018), as a function over a parameter view: the same code runs
/// the base, a base with a diff, and training. B rows, T tokens, H width, A heads.
/// </summary>
public static class EncoderForward
{
    /// <summary>The last hidden states [B, T, H].</summary>
    /// <param name="weights">The weights.</param>
    /// <param name="batch">The texts.</param>
    /// <param name="tap">Sees the pass; null for none.</param>
    public static Tensor Hidden(EncoderWeights weights, TokenBatch batch, IForwardTap? tap = null) =>
        Layers(weights, batch, batch.Length, tap);

    /// <summary>
    /// One vector for the text [B, H]: the base's own pooler, tanh(W·h + b), over the last hidden state of [CLS]; that
    /// state itself where the base has no pooler. Other tokens end at the last layer's keys and values.
    /// </summary>
    /// <param name="weights">The weights.</param>
    /// <param name="batch">The texts.</param>
    /// <param name="tap">Sees the pass; null for none.</param>
    public static Tensor Pooled(EncoderWeights weights, TokenBatch batch, IForwardTap? tap = null)
    {
        var first = Layers(weights, batch, 1, tap).select(1, 0); // [B, H]
        return weights.Pooler is null ? first : Linear(weights.Pooler, first.contiguous(), tap).tanh();
    }

    internal static Tensor Activate(Tensor x, EncoderActivation activation) => activation switch
    {
        EncoderActivation.Gelu => nn.functional.gelu(x),
        EncoderActivation.GeluTanh => 0.5 * x * (1.0 + (0.7978845608028654 * (x + (0.044715 * x * x * x))).tanh()),
        _ => nn.functional.relu(x),
    };

    // The states of the first tokens after the last layer: [B, last, H].
    private static Tensor Layers(EncoderWeights weights, TokenBatch batch, int last, IForwardTap? tap)
    {
        var config = weights.Config;
        var x = Embed(weights, batch, tap); // [B, T, H]
        for (var number = 0; number < weights.Layers.Length; number++)
        {
            var layer = weights.Layers[number];
            var tokens = number == weights.Layers.Length - 1 ? last : batch.Length;
            var attention = Attend(layer, x, batch.Mask, config.Heads, tokens, tap); // [B, tokens, H]
            if (tokens < batch.Length) x = x.narrow(1, 0, tokens);
            x = Norm(layer.AttentionNorm, x + Linear(layer.AttentionOutput, attention, tap), config, tap);
            var inner = Activate(Linear(layer.Intermediate, x, tap), config.Activation); // [B, tokens, 4H]
            x = Norm(layer.OutputNorm, x + Linear(layer.Output, inner, tap), config, tap);
        }

        return x;
    }

    private static Tensor Embed(EncoderWeights weights, TokenBatch batch, IForwardTap? tap)
    {
        var sum = Rows(weights.WordEmbeddings, batch.Ids) // [B, T, E]
            + weights.PositionEmbeddings.Tensor.narrow(0, 0, batch.Length);
        if (weights.TypeEmbeddings is { } types) sum += Rows(types, batch.Types);
        if (tap is not null) sum = tap.Embedded(batch, sum);
        var x = Norm(weights.EmbeddingNorm, sum, weights.Config, tap);
        return weights.EmbeddingProjection is { } projection ? Linear(projection, x, tap) : x;
    }

    // Rows of a table [V, E] by ids [B, T].
    private static Tensor Rows(WeightView table, Tensor ids) =>
        table.Tensor.index_select(0, ids.view(-1)).view(ids.shape[0], ids.shape[1], -1);

    // What the first tokens take from all.
    private static Tensor Attend(
        EncoderLayerWeights layer, Tensor x, Tensor? mask, int heads, int tokens, IForwardTap? tap)
    {
        var (rows, length, width) = (x.shape[0], x.shape[1], x.shape[2]);
        var size = width / heads;
        var joined = Linear(layer.QueryKeyValue, x, tap) // [B, T, 3H]
            .view(rows, length, 3, heads, size).permute(2, 0, 3, 1, 4); // [3, B, A, T, H/A]
        var query = joined.select(0, 0);
        if (tokens < length) query = query.narrow(2, 0, tokens);
        var scores = (query * (1.0 / Math.Sqrt(size))).matmul(joined.select(0, 1).transpose(-1, -2)); // [B, A, tokens, T]
        if (mask is not null) scores += mask;
        return nn.functional.softmax(scores, -1).matmul(joined.select(0, 2)) // [B, A, tokens, H/A]
            .transpose(1, 2).reshape(rows, tokens, width); // [B, tokens, H]
    }

    private static Tensor Linear(LinearWeights linear, Tensor x, IForwardTap? tap)
    {
        var y = nn.functional.linear(x, linear.Weight.Tensor, linear.Bias.Tensor);
        tap?.Product(linear.Weight, x, y);
        return y;
    }

    private static Tensor Norm(NormWeights norm, Tensor x, EncoderConfig config, IForwardTap? tap)
    {
        var y = nn.functional.layer_norm(
            x, [norm.Scale.Count], norm.Scale.Tensor, norm.Shift.Tensor, config.LayerNormEpsilon);
        tap?.Normalized(norm.Scale, x, y);
        return y;
    }
}
