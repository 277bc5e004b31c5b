using static TorchSharp.torch;

namespace TaskGrid.Models;

/// <summary>
/// The pretraining task of BERT (Devlin et al. 2018): the words that fit a masked position. Logits are
/// LayerNorm(act(W·h + b))·Eᵀ + c, with the word embeddings E.
/// </summary>
public static class MaskedWords
{
    /// <summary>The likeliest tokens at the first <c>[MASK]</c> of a text.</summary>
    /// <param name="model">A base with its masked-word head.</param>
    /// <param name="text">A text with at least one <c>[MASK]</c>.</param>
    /// <param name="top">How many tokens, 1 to <see cref="IGridBases.MaxTop"/>.</param>
    /// <returns>Tokens and probabilities, the likeliest first.</returns>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.BaseUnsupported"/>: the base has no such head;
    /// <see cref="ErrorCodes.InvalidArgument"/>: there is no <c>[MASK]</c> in the text's first positions, or
    /// <paramref name="top"/> is out of range.</exception>
    public static IReadOnlyList<TokenProbability> Predict(BaseModel model, string text, int top)
    {
        if (model.PretrainingHead is null)
        {
            throw new TaskGridException(
                ErrorCodes.BaseUnsupported,
                $"Base '{model.Info.Name}' was imported without a masked-word head, so it cannot fill [MASK]. "
                + "Import a checkpoint that has one (BertForMaskedLM, BertForPreTraining).");
        }

        var row = model.Tokenizer.Encode(text, null, model.Config.MaxPositions, recognizeSpecialTokens: true);
        var position = Array.IndexOf(row.Ids, model.Tokenizer.Vocabulary.MaskId);
        var problems = new List<string>();
        if (position < 0)
            problems.Add(
                $"The text has no [MASK] within its first {model.Config.MaxPositions} tokens. "
                + "Write [MASK] where a word is to be guessed.");
        if (top is < 1 or > IGridBases.MaxTop)
            problems.Add($"{top} tokens are asked for; 1 to {IGridBases.MaxTop:N0} are possible.");
        if (problems.Count > 0)
        {
            throw new TaskGridException(
                ErrorCodes.InvalidArgument, string.Join(" ", problems), problems.Count > 1 ? problems : null);
        }

        using var reading = model.Share();
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        using var weights = new EncoderWeights(model.Config, model.Layout, model.Parameters);
        using var batch = TokenBatch.Create([row], model.PadId, ScalarType.Float32, model.Device);
        var state = EncoderForward.Hidden(weights, batch).select(0, 0).narrow(0, position, 1); // [1, H]
        var known = model.Tokenizer.Vocabulary.Tokens.Length; // config.json may pad it
        var logits = Logits(model, weights, state).narrow(-1, 0, known).cpu(); // [1, V]
        var (values, indices) = nn.functional.softmax(logits, -1).topk(Math.Min(top, known));
        var tokens = indices.data<long>().ToArray();
        return [.. values.data<float>().ToArray()
            .Select((probability, j) => new TokenProbability(model.Tokenizer.TokenText((int)tokens[j]), probability))];
    }

    private static Tensor Logits(BaseModel model, EncoderWeights weights, Tensor state)
    {
        var byName = model.PretrainingHeadLayout!.Tensors.ToDictionary(spec => spec.Name, StringComparer.Ordinal);
        Tensor Get(string name)
        {
            var spec = byName[name];
            return model.PretrainingHead!.narrow(0, spec.Offset, spec.Count)
                .view([.. spec.Shape.Select(extent => (long)extent)]);
        }

        var inner = nn.functional.linear(state, Get("mlm.dense.weight"), Get("mlm.dense.bias"));
        inner = EncoderForward.Activate(inner, model.Config.PretrainingHeadActivation);
        inner = nn.functional.layer_norm(
            inner, [inner.shape[^1]], Get("mlm.LayerNorm.weight"), Get("mlm.LayerNorm.bias"), model.Config.LayerNormEpsilon);
        return nn.functional.linear(inner, weights.Embeddings.Word.Tensor, Get("mlm.bias"));
    }
}
