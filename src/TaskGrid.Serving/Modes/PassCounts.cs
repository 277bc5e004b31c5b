namespace TaskGrid.Serving.Modes;

/// <summary>What a server's forward passes have computed so far. Guarded by the server.</summary>
internal sealed class PassCounts
{
    /// <summary>Forward passes.</summary>
    public long Passes { get; private set; }

    /// <summary>Tokens of texts.</summary>
    public long Tokens { get; private set; }

    /// <summary>Tokens for which attention was computed, padding included.</summary>
    public long AttendedTokens { get; private set; }

    /// <summary>Counts a pass.</summary>
    public void Add(int tokens, int attended)
    {
        Passes++;
        Tokens += tokens;
        AttendedTokens += attended;
    }
}
