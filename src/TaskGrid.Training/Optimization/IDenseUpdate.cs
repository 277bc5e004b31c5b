using TaskGrid.Training.Runs;

namespace TaskGrid.Training.Optimization;

/// <summary>Trains all weights.</summary>
internal interface IDenseUpdate : IWeightUpdate
{
    /// <summary>θ − θ_pre [d].</summary>
    float[] Differences();

    /// <summary>The entries whose difference is largest; of equal ones, those of lower index.</summary>
    /// <param name="entries">How many, 0 to d.</param>
    MaskStart Largest(int entries);
}
