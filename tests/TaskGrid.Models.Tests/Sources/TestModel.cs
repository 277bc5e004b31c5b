using System.Text.Json;
using System.Text.Json.Nodes;

namespace TaskGrid.Models.Tests;

/// <summary>A small checkpoint with random weights, as a hub would hold it.</summary>
internal sealed class TestModel
{
    public const int Vocabulary = 20;
    public const int Hidden = 8;
    public const int Layers = 2;
    public const int Intermediate = 12;
    public const int Positions = 16;

    private TestModel(JsonObject config, IEnumerable<TestTensor> tensors) =>
        (Config, Tensors) = (config, [.. tensors]);

    public JsonObject Config { get; }

    public List<TestTensor> Tensors { get; set; }

    public string[] Tokens { get; set; } =
    [
        "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "a", "b", "c", "##a", "##b", "##c", "the", "film", "was", "good",
        "bad", ".", ",", "!", "?",
    ];

    public static TestModel Bert(string type = "F32", int seed = 1) => new(
        BertConfig("bert"), CheckpointTensors.Bert(new Random(seed), type));

    public static TestModel DistilBert(string type = "F32", int seed = 1) => new(
        new JsonObject
        {
            ["model_type"] = "distilbert", ["vocab_size"] = Vocabulary, ["dim"] = Hidden, ["n_layers"] = Layers,
            ["n_heads"] = 2, ["hidden_dim"] = Intermediate, ["max_position_embeddings"] = Positions,
            ["activation"] = "gelu", ["dropout"] = 0.2, ["attention_dropout"] = 0.3, ["pad_token_id"] = 0,
        },
        CheckpointTensors.DistilBert(new Random(seed), type));

    /// <summary>ELECTRA with a generator's head and narrow embeddings.</summary>
    public static TestModel Electra(string type = "F32", int seed = 1)
    {
        var config = BertConfig("electra");
        config["embedding_size"] = CheckpointTensors.ElectraEmbedding;
        return new TestModel(config, CheckpointTensors.Electra(new Random(seed), type));
    }

    public static TestModel Of(string architecture, string type = "F32", int seed = 1) => architecture switch
    {
        "bert" => Bert(type, seed),
        "distilbert" => DistilBert(type, seed),
        _ => Electra(type, seed),
    };

    /// <summary>Changes one tensor.</summary>
    public void Replace(string name, Func<TestTensor, TestTensor> change) =>
        Tensors = [.. Tensors.Select(tensor => tensor.Name == name ? change(tensor) : tensor)];

    /// <summary>Writes configuration, vocabulary and weights in one file.</summary>
    public string WriteTo(string folder)
    {
        WriteWithoutWeights(folder);
        File.WriteAllBytes(Path.Combine(folder, "model.safetensors"), SafetensorsBytes.Of(Tensors));
        return folder;
    }

    /// <summary>Writes configuration, vocabulary and weights in several files with an index.</summary>
    public string WriteShardsTo(string folder, int shards)
    {
        WriteWithoutWeights(folder);
        var map = new Dictionary<string, string>();
        for (var shard = 0; shard < shards; shard++)
        {
            var file = $"model-{shard + 1:00000}-of-{shards:00000}.safetensors";
            var tensors = Tensors.Where((_, index) => index % shards == shard).ToArray();
            File.WriteAllBytes(Path.Combine(folder, file), SafetensorsBytes.Of(tensors));
            foreach (var tensor in tensors) map[tensor.Name] = file;
        }

        File.WriteAllText(
            Path.Combine(folder, "model.safetensors.index.json"),
            JsonSerializer.Serialize(new { metadata = new { total_size = 1 }, weight_map = map }));
        return folder;
    }

    public void WriteWithoutWeights(string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "config.json"), Config.ToJsonString());
        File.WriteAllLines(Path.Combine(folder, "vocab.txt"), Tokens);
    }

    private static JsonObject BertConfig(string type) => new()
    {
        ["model_type"] = type, ["vocab_size"] = Vocabulary, ["hidden_size"] = Hidden, ["num_hidden_layers"] = Layers,
        ["num_attention_heads"] = 2, ["intermediate_size"] = Intermediate, ["max_position_embeddings"] = Positions,
        ["type_vocab_size"] = 2, ["hidden_act"] = "gelu", ["layer_norm_eps"] = 1e-12, ["pad_token_id"] = 0,
        ["hidden_dropout_prob"] = 0.1, ["attention_probs_dropout_prob"] = 0.1,
    };
}
