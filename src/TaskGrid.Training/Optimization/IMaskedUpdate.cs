namespace TaskGrid.Training.Optimization;

/// <summary>Trains the entries of a fixed mask.</summary>
internal interface IMaskedUpdate : IWeightUpdate
{
    /// <summary>δ [k].</summary>
    float[] Differences();
}
