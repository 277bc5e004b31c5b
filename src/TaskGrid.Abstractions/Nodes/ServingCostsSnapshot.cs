namespace TaskGrid;

/// <summary>Seconds that parts of an answer take on a node, by which it chooses between its ways to answer.</summary>
public sealed record ServingCostsSnapshot
{
    /// <summary>A forward pass over the base, however short.</summary>
    public required double PassSeconds { get; init; }

    /// <summary>The same of a pass of more than <see cref="SmallTokens"/>, whose linear maps libtorch computes.</summary>
    public double LargePassSeconds { get; init; }

    /// <summary>One more token of a forward pass.</summary>
    public required double TokenSeconds { get; init; }

    /// <summary>Mixed: one entry of a linear map for up to 32 tokens, by one thread.</summary>
    public required double SideEntrySeconds { get; init; }

    /// <summary>Mixed: laying activations of up to 32 tokens out for the side products, and adding these up, by one thread.</summary>
    public required double SidePanelSeconds { get; init; }

    /// <summary>Mixed: what a pass takes longer, however few side products it has; 0 on the processor.</summary>
    public required double SidePassSeconds { get; init; }

    /// <summary>Switch: writing one entry and the base's value back; null as long as a training reads the base, so that it cannot be measured.
    /// </summary>
    public double? SwitchEntrySeconds { get; init; }

    /// <summary>The most tokens whose linear maps the node's own kernel computes faster than libtorch; 0: none.</summary>
    public int SmallTokens { get; init; }

    /// <summary>Merged: making a copy of the base.</summary>
    public required double CopySeconds { get; init; }
}
