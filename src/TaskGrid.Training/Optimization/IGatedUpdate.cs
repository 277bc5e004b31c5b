using TaskGrid.Training.Runs;

namespace TaskGrid.Training.Optimization;

/// <summary>Learns differences of all weights under gates, and projects them onto a mask.</summary>
internal interface IGatedUpdate : IWeightUpdate
{
    /// <summary>
    /// The exact global projection: the entries of the largest deterministic differences δ = z·z_g·w, and behind all nonzero
    /// ones those whose gates are shut, by σ(α)·σ(α_g)·|w|; of equal ones, those of lower index.
    /// </summary>
    /// <param name="entries">How many, 0 to d.</param>
    MaskStart Largest(int entries);
}
