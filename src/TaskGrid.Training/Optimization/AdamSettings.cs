namespace TaskGrid.Training.Optimization;

/// <summary>Constants of Adam (Kingma and Ba 2014); no weight decay, since δ = 0 is the base.</summary>
internal static class AdamSettings
{
    public const float Beta1 = 0.9f;

    public const float Beta2 = 0.999f;

    public const float Epsilon = 1e-8f;

    /// <summary>Factors that undo the bias of the moments' zero start.</summary>
    /// <param name="step">Number of the step, from 1.</param>
    public static (float First, float Second) Correction(int step) =>
        ((float)(1 / (1 - Math.Pow(Beta1, step))), (float)(1 / (1 - Math.Pow(Beta2, step))));
}
