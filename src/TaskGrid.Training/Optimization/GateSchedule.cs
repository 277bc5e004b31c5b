namespace TaskGrid.Training.Optimization;

/// <summary>
/// How fast gates close. The published constants (α₀ = 5, rate 0.1, λ = 1.25e-7 on BERT-large, Adam's ε = 1e-8)
/// belong to runs of many thousand steps; here they scale with the number of steps and of parameters, so that a run of
/// any length goes from open gates to about the wanted density.
/// </summary>
internal sealed class GateSchedule
{
    /// <summary>λ·d of the published setting: 1.25e-7 · 334 M.</summary>
    private const double PenaltyOfAll = 42;

    /// <summary>Plans a phase.</summary>
    /// <param name="steps">Steps of the phase.</param>
    /// <param name="parameters">d.</param>
    public GateSchedule(int steps, int parameters)
    {
        Lambda = PenaltyOfAll / parameters;
        AlphaRate = (float)(Span / (ClosingShare * steps));
    }

    /// <summary>α₀.</summary>
    public const float InitialAlpha = 5;

    /// <summary>Learning rate of α, constant.</summary>
    public float AlphaRate { get; }

    /// <summary>λ, per parameter.</summary>
    public double Lambda { get; }

    // α has moved this far, from 5 to about −5, after this share of the steps when nothing but the penalty moves it.
    private const double Span = 10;
    private const double ClosingShare = 0.7;
}
