namespace TaskGrid.Gateway;

/// <summary>The label that was chosen, and others.</summary>
internal sealed record ChatTokenLogprob(
    string Token, double Logprob, IReadOnlyList<int> Bytes, IReadOnlyList<ChatLabelLogprob> TopLogprobs);
