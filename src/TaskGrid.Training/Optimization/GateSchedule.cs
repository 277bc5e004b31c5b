namespace TaskGrid.Training.Optimization;

/// <summary>
/// How fast gates close. The published constants (α₀ = 5, rate 0.1, λ = 1.25e-7 on BERT-large, Adam's ε = 1e-8)
/// belong to runs of many thousand steps; here they scale with the number of steps and of parameters, so that a run of
/// any length goes from open gates to nearly closed ones.
/// </summary>
internal sealed class GateSchedule
{
    /// <summary>λ·d of the published setting: 1.25e-7 · 334 M.</summary>
    private const double PenaltyOfAll = 42;

    private readonly int _steps;

    /// <summary>Plans a phase.</summary>
    /// <param name="steps">Steps of the phase.</param>
    /// <param name="parameters">d.</param>
    public GateSchedule(int steps, int parameters)
    {
        _steps = steps;
        Lambda = PenaltyOfAll / parameters;
        AlphaRate = (float)(Span / (ClosingShare * steps));
    }

    /// <summary>α₀.</summary>
    public const float InitialAlpha = 5;

    /// <summary>Learning rate of α, constant; α_g has <see cref="GroupRate"/>.</summary>
    public float AlphaRate { get; }

    /// <summary>λ, per parameter.</summary>
    public double Lambda { get; }

    /// <summary>
    /// Learning rate of α_g. The penalty pulls at α_g in proportion to the group's open entries: from the first step on it would shut
    /// nearly every tensor before its entries had learnt anything. So groups stay open until most entries are shut, and then those
    /// close that the loss does not hold open.
    /// </summary>
    /// <param name="step">Number of the step, from 1.</param>
    public double GroupRate(int step) => step > EntriesAlone * _steps ? Span / ((1 - EntriesAlone) * _steps) : 0;

    // α has moved this far, from 5 to about −5, after this share of the steps when nothing but the penalty moves it.
    private const double Span = 10;
    private const double ClosingShare = 0.7;

    // Share of the steps in which no group moves.
    private const double EntriesAlone = 0.6;
}
