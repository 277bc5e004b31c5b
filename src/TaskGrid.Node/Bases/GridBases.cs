using TaskGrid.Models;

namespace TaskGrid.Node;

/// <summary>The bases as a tenant has them.</summary>
internal sealed class GridBases(BaseCatalog bases, BaseTexts texts, string tenant) : IGridBases
{
    public Task<IReadOnlyList<BaseInfo>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult(bases.List());

    public Task<IReadOnlyList<TokenProbability>> FillAsync(
        string name, string text, int top, CancellationToken cancellationToken) =>
        texts.AnswerAsync(tenant, "fill", name, model => MaskedWords.Predict(model, text, top), cancellationToken);

    public Task<TextEncoding> EncodeAsync(string name, TextInput input, CancellationToken cancellationToken) =>
        texts.AnswerAsync(tenant, "encode", name, model => TextEncoder.Encode(model, input), cancellationToken);
}
