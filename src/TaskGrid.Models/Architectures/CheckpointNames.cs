namespace TaskGrid.Models;

/// <summary>
/// Translates the tensor names of Hugging Face checkpoints into canonical ones: with or without the architecture's
/// prefix, with the older gamma and beta of layer normalizations.
/// </summary>
internal static class CheckpointNames
{
    private const string DistilLayer = "transformer.layer.";
    private const string CanonicalLayer = "encoder.layer.";

    private static readonly Dictionary<string, string> DistilModules = new(StringComparer.Ordinal)
    {
        ["attention.q_lin"] = ParameterNames.Query,
        ["attention.k_lin"] = ParameterNames.Key,
        ["attention.v_lin"] = ParameterNames.Value,
        ["attention.out_lin"] = ParameterNames.AttentionOutput,
        ["sa_layer_norm"] = ParameterNames.AttentionNorm,
        ["ffn.lin1"] = ParameterNames.Intermediate,
        ["ffn.lin2"] = ParameterNames.Output,
        ["output_layer_norm"] = ParameterNames.OutputNorm,
    };

    // Modules of the masked-word heads, by architecture.
    private static readonly Dictionary<string, string>[] HeadModules =
    [
        new(StringComparer.Ordinal)
        {
            ["cls.predictions.transform.dense"] = ParameterNames.HeadDense,
            ["cls.predictions.transform.LayerNorm"] = ParameterNames.HeadNorm,
            ["cls.predictions"] = "mlm",
            ["cls.predictions.decoder"] = "mlm.decoder",
        },
        new(StringComparer.Ordinal)
        {
            ["vocab_transform"] = ParameterNames.HeadDense,
            ["vocab_layer_norm"] = ParameterNames.HeadNorm,
            ["vocab_projector"] = "mlm",
        },
        new(StringComparer.Ordinal)
        {
            ["generator_predictions.dense"] = ParameterNames.HeadDense,
            ["generator_predictions.LayerNorm"] = ParameterNames.HeadNorm,
            ["generator_lm_head"] = "mlm",
        },
    ];

    // Buffers that follow from the sizes, and heads of other objectives.
    private static readonly string[] IgnoredBuffers = ["embeddings.position_ids", "embeddings.token_type_ids"];

    private static readonly string[] IgnoredHeads =
        ["cls.seq_relationship.", "discriminator_predictions.", "classifier.", "pre_classifier.", "qa_outputs."];

    /// <summary>The canonical name of a tensor and what it is good for; an unknown name comes back as it is.</summary>
    public static (string Name, CheckpointTensorRole Role) Translate(EncoderArchitecture architecture, string name)
    {
        var prefix = EncoderConfigParser.NameOf(architecture) + ".";
        if (name.StartsWith(prefix, StringComparison.Ordinal)) name = name[prefix.Length..];
        if (IgnoredBuffers.Contains(name) || IgnoredHeads.Any(head => name.StartsWith(head, StringComparison.Ordinal)))
            return (name, CheckpointTensorRole.Ignored);

        var split = name.LastIndexOf('.');
        if (split < 0) return (name, CheckpointTensorRole.Parameter);
        var (module, kind) = (name[..split], KindOf(name[(split + 1)..]));
        var canonical = $"{ModuleOf(architecture, module)}.{kind}";
        return (canonical, RoleOf(canonical));
    }

    private static string KindOf(string kind) => kind switch
    {
        "gamma" => "weight",
        "beta" => "bias",
        _ => kind,
    };

    private static string ModuleOf(EncoderArchitecture architecture, string module)
    {
        if (HeadModules[(int)architecture].TryGetValue(module, out var head)) return head;
        if (architecture != EncoderArchitecture.DistilBert
            || !module.StartsWith(DistilLayer, StringComparison.Ordinal)) return module;

        var inLayer = module[DistilLayer.Length..];
        var split = inLayer.IndexOf('.', StringComparison.Ordinal);
        return split >= 0 && DistilModules.TryGetValue(inLayer[(split + 1)..], out var canonical)
            ? $"{CanonicalLayer}{inLayer[..split]}.{canonical}"
            : module;
    }

    private static CheckpointTensorRole RoleOf(string canonical) => canonical switch
    {
        "mlm.weight" or "mlm.decoder.weight" => CheckpointTensorRole.TiedDecoderWeight,
        "mlm.decoder.bias" => CheckpointTensorRole.TiedDecoderBias,
        _ => CheckpointTensorRole.Parameter,
    };
}
