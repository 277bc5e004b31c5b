namespace TaskGrid.Models.Tests;

/// <summary>
/// The tensors of checkpoints under Hugging Face's names, each with its canonical name, in canonical order. Written out
/// by hand so that a wrong table in the code under test shows.
/// </summary>
internal static class CheckpointTensors
{
    public const int ElectraEmbedding = 4;

    private const int V = TestModel.Vocabulary;
    private const int H = TestModel.Hidden;
    private const int F = TestModel.Intermediate;
    private const int P = TestModel.Positions;

    private static readonly (string Canonical, string Bert, string DistilBert, long[] Shape)[] Layer =
    [
        ("attention.self.query.weight", "attention.self.query.weight", "attention.q_lin.weight", [H, H]),
        ("attention.self.key.weight", "attention.self.key.weight", "attention.k_lin.weight", [H, H]),
        ("attention.self.value.weight", "attention.self.value.weight", "attention.v_lin.weight", [H, H]),
        ("attention.self.query.bias", "attention.self.query.bias", "attention.q_lin.bias", [H]),
        ("attention.self.key.bias", "attention.self.key.bias", "attention.k_lin.bias", [H]),
        ("attention.self.value.bias", "attention.self.value.bias", "attention.v_lin.bias", [H]),
        ("attention.output.dense.weight", "attention.output.dense.weight", "attention.out_lin.weight", [H, H]),
        ("attention.output.dense.bias", "attention.output.dense.bias", "attention.out_lin.bias", [H]),
        ("attention.output.LayerNorm.weight", "attention.output.LayerNorm.weight", "sa_layer_norm.weight", [H]),
        ("attention.output.LayerNorm.bias", "attention.output.LayerNorm.bias", "sa_layer_norm.bias", [H]),
        ("intermediate.dense.weight", "intermediate.dense.weight", "ffn.lin1.weight", [F, H]),
        ("intermediate.dense.bias", "intermediate.dense.bias", "ffn.lin1.bias", [F]),
        ("output.dense.weight", "output.dense.weight", "ffn.lin2.weight", [H, F]),
        ("output.dense.bias", "output.dense.bias", "ffn.lin2.bias", [H]),
        ("output.LayerNorm.weight", "output.LayerNorm.weight", "output_layer_norm.weight", [H]),
        ("output.LayerNorm.bias", "output.LayerNorm.bias", "output_layer_norm.bias", [H]),
    ];

    public static IEnumerable<TestTensor> Bert(Random random, string type) =>
    [
        .. Embeddings(random, type, "bert", H, hasTypes: true),
        .. Encoder(random, type, "bert.encoder.layer", entry => entry.Bert),
        Make(random, type, "bert.pooler.dense.weight", "pooler.dense.weight", H, H),
        Make(random, type, "bert.pooler.dense.bias", "pooler.dense.bias", H),
        Make(random, type, "cls.predictions.transform.dense.weight", "mlm.dense.weight", H, H),
        Make(random, type, "cls.predictions.transform.dense.bias", "mlm.dense.bias", H),
        Make(random, type, "cls.predictions.transform.LayerNorm.weight", "mlm.LayerNorm.weight", H),
        Make(random, type, "cls.predictions.transform.LayerNorm.bias", "mlm.LayerNorm.bias", H),
        Make(random, type, "cls.predictions.bias", "mlm.bias", V),
    ];

    public static IEnumerable<TestTensor> DistilBert(Random random, string type) =>
    [
        .. Embeddings(random, type, "distilbert", H, hasTypes: false),
        .. Encoder(random, type, "distilbert.transformer.layer", entry => entry.DistilBert),
        Make(random, type, "vocab_transform.weight", "mlm.dense.weight", H, H),
        Make(random, type, "vocab_transform.bias", "mlm.dense.bias", H),
        Make(random, type, "vocab_layer_norm.weight", "mlm.LayerNorm.weight", H),
        Make(random, type, "vocab_layer_norm.bias", "mlm.LayerNorm.bias", H),
        Make(random, type, "vocab_projector.bias", "mlm.bias", V),
    ];

    public static IEnumerable<TestTensor> Electra(Random random, string type) =>
    [
        .. Embeddings(random, type, "electra", ElectraEmbedding, hasTypes: true),
        Make(random, type, "electra.embeddings_project.weight", "embeddings_project.weight", H, ElectraEmbedding),
        Make(random, type, "electra.embeddings_project.bias", "embeddings_project.bias", H),
        .. Encoder(random, type, "electra.encoder.layer", entry => entry.Bert),
        Make(random, type, "generator_predictions.dense.weight", "mlm.dense.weight", ElectraEmbedding, H),
        Make(random, type, "generator_predictions.dense.bias", "mlm.dense.bias", ElectraEmbedding),
        Make(random, type, "generator_predictions.LayerNorm.weight", "mlm.LayerNorm.weight", ElectraEmbedding),
        Make(random, type, "generator_predictions.LayerNorm.bias", "mlm.LayerNorm.bias", ElectraEmbedding),
        Make(random, type, "generator_lm_head.bias", "mlm.bias", V),
    ];

    private static IEnumerable<TestTensor> Embeddings(
        Random random, string type, string prefix, long width, bool hasTypes)
    {
        yield return Embedding("word_embeddings.weight", V, width);
        yield return Embedding("position_embeddings.weight", P, width);
        if (hasTypes) yield return Embedding("token_type_embeddings.weight", 2, width);
        yield return Embedding("LayerNorm.weight", width);
        yield return Embedding("LayerNorm.bias", width);

        TestTensor Embedding(string name, params long[] shape) =>
            Make(random, type, $"{prefix}.embeddings.{name}", $"embeddings.{name}", shape);
    }

    private static IEnumerable<TestTensor> Encoder(
        Random random,
        string type,
        string prefix,
        Func<(string Canonical, string Bert, string DistilBert, long[] Shape), string> name) =>
        Enumerable.Range(0, TestModel.Layers).SelectMany(layer => Layer.Select(entry => Make(
            random, type, $"{prefix}.{layer}.{name(entry)}", $"encoder.layer.{layer}.{entry.Canonical}", entry.Shape)));

    private static TestTensor Make(Random random, string type, string name, string canonical, params long[] shape) =>
        TestTensor.Random(random, name, canonical, type, shape);
}
