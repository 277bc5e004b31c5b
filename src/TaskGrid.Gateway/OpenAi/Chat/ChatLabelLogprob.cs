using System.Text;

namespace TaskGrid.Gateway;

/// <summary>A label and the natural logarithm of its probability.</summary>
internal sealed record ChatLabelLogprob(string Token, double Logprob, IReadOnlyList<int> Bytes)
{
    // What stands for the logarithm of 0, which JSON cannot write.
    private const double Least = -9999;

    /// <summary>A label's.</summary>
    public static ChatLabelLogprob Of(LabelScore score) => new(
        score.Label,
        score.Score > 0 ? Math.Max(Least, Math.Log(score.Score)) : Least,
        [.. Encoding.UTF8.GetBytes(score.Label).Select(each => (int)each)]);
}
