namespace TaskGrid.Models;

/// <summary>What a tensor of a checkpoint is good for.</summary>
internal enum CheckpointTensorRole
{
    /// <summary>A parameter of the encoder or of its masked-word head, or something unknown.</summary>
    Parameter,

    /// <summary>A second copy of the word embeddings, as the output weight of the masked-word head.</summary>
    TiedDecoderWeight,

    /// <summary>A second copy of the masked-word head's output bias.</summary>
    TiedDecoderBias,

    /// <summary>Constant buffers and heads of other objectives, which are left out.</summary>
    Ignored,
}
