namespace TaskGrid.Gateway;

/// <summary>Probabilities of labels, in the place of tokens.</summary>
internal sealed record ChatLogprobs(IReadOnlyList<ChatTokenLogprob> Content)
{
    /// <summary>Probabilities of an answer: the label as one token, others as its alternatives.</summary>
    public static ChatLogprobs Of(TextPrediction prediction, int top)
    {
        var labels = prediction.Scores.Select(score => ChatLabelLogprob.Of(score)).ToArray();
        return new ChatLogprobs([
            new ChatTokenLogprob(labels[0].Token, labels[0].Logprob, labels[0].Bytes, [.. labels.Take(top)]),
        ]);
    }
}
