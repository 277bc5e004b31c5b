namespace TaskGrid.Models;

/// <summary>
/// BERT's pair truncation, "longest first": while the two are too long together, the longer loses its last token,
/// the second where they are equally long. (Hugging Face's Rust tokenizers give the odd token to the second segment
/// where the first is not longer; its Python ones and BERT's own code are as here.)
/// </summary>
internal static class PairTruncation
{
    /// <summary>How many tokens stay of each segment.</summary>
    /// <param name="first">Tokens of the first segment.</param>
    /// <param name="second">Tokens of the second segment.</param>
    /// <param name="budget">The most that may stay together.</param>
    public static (int First, int Second) Apply(int first, int second, int budget)
    {
        if ((long)first + second <= budget) return (first, second);
        var half = budget / 2;
        if (first <= budget - half) return (first, budget - first);
        return second <= half ? (budget - second, second) : (budget - half, half);
    }
}
