using TaskGrid.Diffs;

namespace TaskGrid.Models;

/// <summary>
/// The layout of the masked-word head, which is outside d: dense layer, activation, layer normalization, then the word
/// embeddings as the output weight and a bias per word.
/// </summary>
public static class PretrainingHeadLayout
{
    /// <summary>Lays the head's tensors out.</summary>
    /// <param name="config">The encoder that the head belongs to.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.BaseUnsupported"/>: 2³¹ parameters or
    /// more.</exception>
    public static ParameterLayout Create(EncoderConfig config) => new LayoutBuilder()
        .Dense(ParameterNames.HeadDense, config.HiddenSize, config.EmbeddingSize)
        .Norm(ParameterNames.HeadNorm, config.EmbeddingSize)
        .Add(ParameterNames.HeadBias, config.VocabularySize)
        .Build();
}
