using TaskGrid.Tests.Python;

namespace TaskGrid.Models.Tests.Encoders;

/// <summary>The forward pass against one in NumPy that shares no code with it (reference_forward.py beside this file).</summary>
public sealed class ForwardTests
{
    // Relative to values above 1, which fp32 itself rounds.
    private const double Tolerance = 1e-5;

    [NumpyTheory]
    [InlineData("bert")]
    [InlineData("distilbert")]
    [InlineData("electra")]
    public async Task Hidden_SmallRandomModels_EqualTheReference(string architecture)
    {
        using var folder = new ImportFolder();
        var source = TestModel.Of(architecture).WriteTo(Directory.CreateDirectory(folder["source"]).FullName);
        using var model = await LoadAsync(folder, source);
        var rows = new[] { ("the film was good", (string?)null), ("a b c", "bad film !"), ("good [MASK] .", null) };
        Compare(model, source, rows);
    }

    [NumpyTheory]
    [InlineData("bert", "hidden_act", "gelu_new", 1e-12)]
    [InlineData("bert", "hidden_act", "relu", 1e-12)]
    [InlineData("bert", "hidden_act", "gelu", 1e-5)]
    [InlineData("bert", "hidden_act", "gelu_pytorch_tanh", 1e-5)]
    [InlineData("distilbert", "activation", "relu", 1e-12)]
    [InlineData("electra", "hidden_act", "gelu_new", 1e-5)]
    public async Task Hidden_OtherActivationsAndEpsilons_EqualTheReference(
        string architecture, string field, string activation, double epsilon)
    {
        using var folder = new ImportFolder();
        var checkpoint = TestModel.Of(architecture);
        checkpoint.Config[field] = activation;
        if (architecture != "distilbert") checkpoint.Config["layer_norm_eps"] = epsilon;
        // Beside a variance of about 1 an epsilon of 1e-5 would not show.
        foreach (var table in (string[])["word", "position", "token_type"])
            checkpoint.Replace($"{architecture}.embeddings.{table}_embeddings.weight", tensor => tensor.Scaled(0.01f));
        var source = checkpoint.WriteTo(Directory.CreateDirectory(folder["source"]).FullName);
        using var model = await LoadAsync(folder, source);
        Compare(model, source, [("the film was good", null), ("a b c", "bad film !"), ("good [MASK] .", null)]);
    }

    [NumpyFact]
    public async Task Hidden_SampleBase_EqualsTheReference()
    {
        using var folder = new ImportFolder();
        using var model = await LoadAsync(folder, Samples.TgMini);
        Compare(
            model,
            Samples.TgMini,
            [
                ("the film was [MASK] .", null),
                ("who wrote the book ?", "the book was written by a [MASK] ."),
                (string.Join(' ', Enumerable.Repeat("a very long text", 60)), null),
            ]);
    }

    private static async Task<BaseModel> LoadAsync(ImportFolder folder, string source)
    {
        await folder.ImportAsync(source);
        return BaseModel.Load(BaseFolder.Open(folder.Store("b")));
    }

    private static void Compare(BaseModel model, string source, (string Text, string? Pair)[] inputs)
    {
        var rows = inputs.Select(input => model.Tokenizer.Encode(
            input.Text, input.Pair, model.Config.MaxPositions, recognizeSpecialTokens: true)).ToArray();
        var mask = model.Tokenizer.Vocabulary.MaskId;
        var expected = NumpyReference.Run(source, rows, mask);
        for (var r = 0; r < rows.Length; r++)
        {
            // One batch pads the others, or packs them; the reference computes each text alone.
            var reference = expected[r].Hidden.SelectMany(state => state).ToArray();
            Close(reference, Hidden(model, rows, r, packed: false));
            Close(reference, Hidden(model, rows, r, packed: true));
            if (expected[r].Logits is { } logits && inputs[r].Pair is null) CompareFill(model, inputs[r].Text, logits);
        }
    }

    private static void Close(double[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < actual.Length; i++)
            Assert.Equal(expected[i], actual[i], Tolerance * Math.Max(1, Math.Abs(expected[i])));
    }

    private static void CompareFill(BaseModel model, string text, double[] logits)
    {
        var largest = logits.Max();
        var sum = logits.Sum(logit => Math.Exp(logit - largest));
        foreach (var (token, probability) in MaskedWords.Predict(model, text, top: 8))
        {
            Assert.True(model.Tokenizer.Vocabulary.TryGetId(token, out var id));
            Assert.Equal(Math.Exp(logits[id] - largest) / sum, probability, Tolerance);
        }
    }

    private static float[] Hidden(BaseModel model, EncodedInput[] rows, int row, bool packed)
    {
        using var noGrad = TorchSharp.torch.no_grad();
        using var scope = TorchSharp.torch.NewDisposeScope();
        using var weights = new EncoderWeights(model.Config, model.Layout, model.Parameters);
        using var batch = packed
            ? TokenBatch.Pack(rows, weights.Type, weights.Device)
            : TokenBatch.Create(rows, model.PadId, weights.Type, weights.Device);
        var hidden = EncoderForward.Hidden(weights, batch).view(-1, model.Config.HiddenSize);
        return hidden.narrow(0, batch.StartOf(row), rows[row].Ids.Length).contiguous().data<float>().ToArray();
    }
}
