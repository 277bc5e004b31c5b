namespace TaskGrid;

/// <summary>The base models, which all tenants share, and what they make of a text without any task.</summary>
public interface IGridBases
{
    /// <summary>How many tokens <see cref="FillAsync"/> gives by default.</summary>
    const int DefaultTop = 5;

    /// <summary>How many tokens <see cref="FillAsync"/> gives at most.</summary>
    const int MaxTop = 1000;

    /// <summary>All of them, by name.</summary>
    /// <example><code>
    /// foreach (var each in await grid.Bases.ListAsync()) Console.WriteLine(each.Name);
    /// </code></example>
    Task<IReadOnlyList<BaseInfo>> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>The likeliest tokens at the first <c>[MASK]</c> of a text.</summary>
    /// <param name="name">A base with a masked-word head.</param>
    /// <param name="text">A text with a <c>[MASK]</c> within the base's longest input.</param>
    /// <param name="top">How many tokens, 1 to <see cref="MaxTop"/>; a smaller vocabulary gives all it has.</param>
    /// <param name="cancellationToken">Gives the answer up.</param>
    /// <returns>Tokens and probabilities, the likeliest first.</returns>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.BaseNotFound"/>, <see cref="ErrorCodes.InvalidName"/>;
    /// <see cref="ErrorCodes.BaseUnsupported"/>: the base has no such head; <see cref="ErrorCodes.InvalidArgument"/>, with
    /// every problem: there is no <c>[MASK]</c>, or <paramref name="top"/> is out of range.</exception>
    /// <example><code>
    /// var words = await grid.Bases.FillAsync("tg-mini", "the film was [MASK] .", top: 3);
    /// Console.WriteLine(string.Join(' ', words.Select(word => word.Token)));
    /// </code></example>
    Task<IReadOnlyList<TokenProbability>> FillAsync(
        string name, string text, int top = DefaultTop, CancellationToken cancellationToken = default);

    /// <summary>A text's token ids and the last hidden state of its first token, [H], in fp32.</summary>
    /// <param name="name">The base.</param>
    /// <param name="input">The text or pair; what is longer than the base's longest input is cut off.</param>
    /// <param name="cancellationToken">Gives the answer up.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.BaseNotFound"/>, <see cref="ErrorCodes.InvalidName"/>.
    /// </exception>
    /// <example><code>
    /// var encoding = await grid.Bases.EncodeAsync("tg-mini", new TextInput("a good film"));
    /// Console.WriteLine($"{encoding.Ids.Count} tokens, a vector of {encoding.Cls.Count}");
    /// </code></example>
    Task<TextEncoding> EncodeAsync(string name, TextInput input, CancellationToken cancellationToken = default);
}
