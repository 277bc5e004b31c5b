namespace TaskGrid.Training.Optimization;

/// <summary>The numbers of one step of the gated phase that all parameters share.</summary>
internal readonly record struct GateStep
{
    /// <summary>Key of the noise that the step's gates were sampled with.</summary>
    public required uint Key { get; init; }

    /// <summary>Key of the next step's noise.</summary>
    public required uint NextKey { get; init; }

    /// <summary>Learning rate of w.</summary>
    public required float WeightRate { get; init; }

    /// <summary>Learning rate of α.</summary>
    public required float AlphaRate { get; init; }

    /// <summary>Weight λ of the penalty, per parameter.</summary>
    public required float Lambda { get; init; }

    /// <summary>Factor on the loss gradient (clipping).</summary>
    public required float Scale { get; init; }

    /// <summary>Factors that undo the bias of Adam's moments (<see cref="AdamSettings.Correction"/>).</summary>
    public required (float First, float Second) Unbias { get; init; }
}
