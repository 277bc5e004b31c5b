namespace TaskGrid.Serving;

/// <summary>What this machine needs for the parts of an answer, measured when a <see cref="TaskServer"/> starts.</summary>
public sealed record ServingCosts
{
    // A pass's fixed part is then a twentieth of it.
    private const double FixedPart = 0.05;
    private const int LeastTokens = 256, TokenStep = 64;

    /// <summary>A forward pass over the base, however short.</summary>
    public required double PassSeconds { get; init; }

    /// <summary>The same of a pass of more than <see cref="SmallTokens"/>, whose linear maps libtorch computes.</summary>
    public required double LargePassSeconds { get; init; }

    /// <summary>One more token of a forward pass.</summary>
    public required double TokenSeconds { get; init; }

    /// <summary>Mixed: one entry of a linear map for up to 32 tokens, by one thread.</summary>
    public required double SideEntrySeconds { get; init; }

    /// <summary>Mixed: laying activations of up to 32 tokens out for the side products, and adding these up, by one thread.</summary>
    public required double SidePanelSeconds { get; init; }

    /// <summary>Mixed: what a pass takes longer, however few side products it has; 0 on the processor.</summary>
    public required double SidePassSeconds { get; init; }

    /// <summary>Switch: writing one entry and, later, the base's value back; infinite as long as somebody else
    /// reads the base, so that it cannot be measured.</summary>
    public required double SwitchEntrySeconds { get; init; }

    /// <summary>Merged: making a copy of the base.</summary>
    public required double CopySeconds { get; init; }

    /// <summary>The most tokens whose linear maps the node's own kernel computes faster than libtorch; 0: none.</summary>
    public required int SmallTokens { get; init; }

    /// <summary>The most tokens of a batch.</summary>
    public required int MostTokens { get; init; }

    /// <summary>Tokens of a batch that is efficient and soon done.</summary>
    public int BatchTokens
    {
        get
        {
            var tokens = LargePassSeconds * (1 - FixedPart) / FixedPart / TokenSeconds;
            return double.IsFinite(tokens)
                ? (int)Math.Clamp(Math.Ceiling(tokens / TokenStep) * TokenStep, LeastTokens, MostTokens)
                : MostTokens;
        }
    }
}
