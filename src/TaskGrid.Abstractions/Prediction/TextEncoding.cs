namespace TaskGrid;

/// <summary>A text as a base model sees it.</summary>
/// <param name="Ids">Token ids, special tokens included.</param>
/// <param name="Cls">The last hidden state of the first token, [H].</param>
public sealed record TextEncoding(IReadOnlyList<int> Ids, IReadOnlyList<float> Cls);
