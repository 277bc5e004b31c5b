namespace TaskGrid.Training.Runs;

/// <summary>What the choice of a mask hands to the phase that trains it.</summary>
/// <param name="Indices">The mask: flat indices [k], increasing.</param>
/// <param name="Differences">Where δ starts [k].</param>
internal sealed record MaskStart(int[] Indices, float[] Differences);
