namespace TaskGrid.Proofs.Hostile;

/// <summary>What a server answered to bad requests, and what they did to it.</summary>
internal sealed record HostileOutcome
{
    /// <summary>Answers by status.</summary>
    public required IReadOnlyDictionary<int, int> Answers { get; init; }

    /// <summary>Uploads that broke off in the middle, which get no answer.</summary>
    public required int BrokenOff { get; init; }

    /// <summary>Resident memory of the server: the middle value of the second fifth of the requests, in bytes.</summary>
    public required long BytesEarly { get; init; }

    /// <summary>The same of the last fifth.</summary>
    public required long BytesLate { get; init; }

    /// <summary>Files outside the store.</summary>
    public required IReadOnlyList<string> FilesOutside { get; init; }

    /// <summary>Answers of status 500 and above, refusals without a word, answers that name the server's folders.
    /// </summary>
    public required IReadOnlyList<string> Problems { get; init; }

    /// <summary>Calls of the server's OpenAPI document that were not made.</summary>
    public required IReadOnlyList<string> Unmade { get; init; }

    /// <summary>Answers of status 500 and above.</summary>
    public int ServerErrors => Answers.Where(answer => answer.Key >= 500).Sum(answer => answer.Value);
}
