using System.Text.Json;

namespace TaskGrid.Models;

/// <summary>Reads <c>config.json</c> under each architecture's own names and defaults.</summary>
internal static class EncoderConfigParser
{
    // Wide enough for any encoder, narrow enough that a wrong file cannot ask for absurd work before its shapes are
    // compared with the tensors.
    private const int MaxWidth = 1 << 20;
    private const int MaxVocabulary = 1 << 24;
    private const int MaxLayers = 1024;
    private const double DefaultEpsilon = 1e-12;
    private const double DefaultDropout = 0.1;

    private static readonly Dictionary<string, EncoderArchitecture> Architectures = new(StringComparer.Ordinal)
    {
        ["bert"] = EncoderArchitecture.Bert,
        ["distilbert"] = EncoderArchitecture.DistilBert,
        ["electra"] = EncoderArchitecture.Electra,
    };

    private static readonly Dictionary<string, EncoderActivation> Activations = new(StringComparer.Ordinal)
    {
        ["gelu"] = EncoderActivation.Gelu,
        ["gelu_new"] = EncoderActivation.GeluTanh,
        ["gelu_pytorch_tanh"] = EncoderActivation.GeluTanh,
        ["relu"] = EncoderActivation.Relu,
    };

    private static readonly Dictionary<string, bool> PositionTypes =
        new(StringComparer.Ordinal) { ["absolute"] = true };

    public static string NameOf(EncoderArchitecture architecture) =>
        Architectures.First(pair => pair.Value == architecture).Key;

    public static EncoderConfig Parse(ReadOnlyMemory<byte> json, string source)
    {
        using var document = Open(json, source);
        var root = document.RootElement;
        var fields = new ConfigFields(root);
        var config = ArchitectureOf(root, source) switch
        {
            EncoderArchitecture.DistilBert => DistilBert(fields),
            var architecture => BertLike(fields, architecture),
        };
        CheckWhole(config, fields);
        return fields switch
        {
            { Invalid.Count: > 0 } => throw Problem(
                ErrorCodes.BaseInvalid, $"{source} has wrong values", [.. fields.Invalid, .. fields.Unsupported]),
            { Unsupported.Count: > 0 } => throw Problem(
                ErrorCodes.BaseUnsupported, $"{source} describes a model that cannot be computed", fields.Unsupported),
            _ => config,
        };
    }

    private static JsonDocument Open(ReadOnlyMemory<byte> json, string source)
    {
        const string Remedy = "Take the config.json of the model's own repository.";
        try
        {
            var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind == JsonValueKind.Object) return document;
            document.Dispose();
            throw new TaskGridException(ErrorCodes.BaseInvalid, $"{source} is not a JSON object. {Remedy}");
        }
        catch (JsonException exception)
        {
            throw new TaskGridException(
                ErrorCodes.BaseInvalid, $"{source} is not JSON: {exception.Message} {Remedy}", null, exception);
        }
    }

    private static EncoderArchitecture ArchitectureOf(JsonElement root, string source)
    {
        var supported = string.Join(", ", Architectures.Keys);
        if (!root.TryGetProperty("model_type", out var type) || type.ValueKind != JsonValueKind.String)
        {
            throw new TaskGridException(
                ErrorCodes.BaseInvalid, $"{source} has no model_type. It must be one of {supported}.");
        }

        return Architectures.TryGetValue(type.GetString()!, out var architecture)
            ? architecture
            : throw new TaskGridException(
                ErrorCodes.BaseUnsupported,
                $"{source} has model_type '{type.GetString()}'. Choose an encoder of type {supported}.");
    }

    private static EncoderConfig BertLike(ConfigFields fields, EncoderArchitecture architecture)
    {
        var hidden = fields.Int32("hidden_size", 1, MaxWidth);
        var config = new EncoderConfig
        {
            Architecture = architecture,
            VocabularySize = fields.Int32("vocab_size", 1, MaxVocabulary),
            HiddenSize = hidden,
            EmbeddingSize = architecture == EncoderArchitecture.Electra
                ? fields.Int32("embedding_size", 1, MaxWidth)
                : hidden,
            Layers = fields.Int32("num_hidden_layers", 1, MaxLayers),
            Heads = fields.Int32("num_attention_heads", 1, MaxWidth),
            IntermediateSize = fields.Int32("intermediate_size", 1, MaxWidth),
            MaxPositions = fields.Int32("max_position_embeddings", 1, MaxWidth),
            TokenTypes = fields.Int32("type_vocab_size", 1, MaxWidth, fallback: 2),
            LayerNormEpsilon = fields.Fraction("layer_norm_eps", DefaultEpsilon),
            Activation = fields.Choice("hidden_act", Activations, "gelu"),
            PadTokenId = fields.Int32("pad_token_id", 0, MaxVocabulary - 1, fallback: 0),
            HiddenDropout = fields.Fraction("hidden_dropout_prob", DefaultDropout),
            AttentionDropout = fields.Fraction("attention_probs_dropout_prob", DefaultDropout),
        };
        fields.Choice("position_embedding_type", PositionTypes, "absolute");
        return config;
    }

    private static EncoderConfig DistilBert(ConfigFields fields)
    {
        var hidden = fields.Int32("dim", 1, MaxWidth);
        return new EncoderConfig
        {
            Architecture = EncoderArchitecture.DistilBert,
            VocabularySize = fields.Int32("vocab_size", 1, MaxVocabulary),
            HiddenSize = hidden,
            EmbeddingSize = hidden,
            Layers = fields.Int32("n_layers", 1, MaxLayers),
            Heads = fields.Int32("n_heads", 1, MaxWidth),
            IntermediateSize = fields.Int32("hidden_dim", 1, MaxWidth),
            MaxPositions = fields.Int32("max_position_embeddings", 1, MaxWidth),
            TokenTypes = 0,
            LayerNormEpsilon = DefaultEpsilon,
            Activation = fields.Choice("activation", Activations, "gelu"),
            PadTokenId = fields.Int32("pad_token_id", 0, MaxVocabulary - 1, fallback: 0),
            HiddenDropout = fields.Fraction("dropout", DefaultDropout),
            AttentionDropout = fields.Fraction("attention_dropout", DefaultDropout),
        };
    }

    private static void CheckWhole(EncoderConfig config, ConfigFields fields)
    {
        // A number that is wrong by itself comes as 0 and has been reported.
        if (config.Heads > 0 && config.HiddenSize % config.Heads != 0)
        {
            fields.Invalid.Add(
                $"the hidden width {config.HiddenSize:N0} is not a multiple of the {config.Heads:N0} attention heads");
        }

        if (config.VocabularySize > 0 && config.PadTokenId >= config.VocabularySize)
        {
            fields.Invalid.Add(
                $"pad_token_id is {config.PadTokenId:N0}; the vocabulary ends at {config.VocabularySize - 1:N0}");
        }

        fields.MustBeOff("is_decoder", "only encoders, which see the whole text, are supported");
        fields.MustBeOff("add_cross_attention", "only encoders without cross-attention are supported");
    }

    private static TaskGridException Problem(string code, string what, List<string> problems) =>
        new(code, $"{what}: {Problems.Summary(problems)}. Choose another model, or correct the file.", problems);
}
