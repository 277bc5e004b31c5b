using TaskGrid.Training.Checkpoints;

namespace TaskGrid.Training.Optimization;

/// <summary>
/// The structured form's second gate: one z_g per group, where a group is a tensor. Its gradient is
/// ∂L/∂α_g = Σ g·w·z · ∂z_g/∂α_g + λ·Σσ(α_i)·σ'(α_g), the second term from the paper's product penalty.
/// </summary>
internal sealed class GroupGates
{
    private readonly double[] _alpha;
    private readonly double[] _first;
    private readonly double[] _second;
    private readonly double[] _value;
    private readonly double[] _slope;
    private readonly double[] _next;
    private readonly double[] _nextSlope;

    public GroupGates(int count, float alpha, uint key)
    {
        _alpha = new double[count];
        Array.Fill(_alpha, alpha);
        (_first, _second) = (new double[count], new double[count]);
        (_value, _slope) = (new double[count], new double[count]);
        (_next, _nextSlope) = (new double[count], new double[count]);
        Resume(key);
    }

    /// <summary>The gate of a group in the running step.</summary>
    public GroupGate this[int group] => new((float)_value[group], (float)_next[group], Open(group));

    /// <summary>What a checkpoint holds: α_g and its moments.</summary>
    public IReadOnlyList<StatePart> State =>
    [
        StatePart.Of("groups", _alpha), StatePart.Of("groups.first", _first), StatePart.Of("groups.second", _second),
    ];

    /// <summary>Samples the running step's gates again, after <see cref="State"/> was read.</summary>
    /// <param name="key">Key of the running step's noise.</param>
    public void Resume(uint key)
    {
        Sample(key);
        Advance();
    }

    /// <summary>σ(α_g).</summary>
    public float Open(int group) => HardConcrete.Open((float)_alpha[group]);

    /// <summary>z_g without noise.</summary>
    public float Deterministic(int group) => HardConcrete.Deterministic((float)_alpha[group]);

    /// <summary>Adam on α_g, then the next step's gates.</summary>
    /// <param name="sums">Σ g·w·z of each group, before clipping.</param>
    /// <param name="open">Σ σ(α_i) of each group.</param>
    /// <param name="scale">Factor of the clipping.</param>
    /// <param name="lambda">λ.</param>
    /// <param name="rate">Learning rate of α_g.</param>
    /// <param name="step">Number of the step, from 1.</param>
    /// <param name="nextKey">Key of the next step's noise.</param>
    public void Step(
        double[] sums, double[] open, double scale, double lambda, double rate, int step, uint nextKey)
    {
        var (unbias1, unbias2) = AdamSettings.Correction(step);
        for (var g = 0; g < _alpha.Length; g++)
        {
            var sigma = 1 / (1 + Math.Exp(-_alpha[g]));
            var gradient = (scale * sums[g] * _slope[g]) + (lambda * open[g] * sigma * (1 - sigma));
            _first[g] += (gradient - _first[g]) * (1 - AdamSettings.Beta1);
            _second[g] += ((gradient * gradient) - _second[g]) * (1 - AdamSettings.Beta2);
            var move = _first[g] * unbias1 / (Math.Sqrt(_second[g] * unbias2) + 1e-15);
            _alpha[g] = Math.Clamp(_alpha[g] - (rate * move), -HardConcrete.Limit, HardConcrete.Limit);
        }

        Sample(nextKey);
    }

    /// <summary>The next step's gates become the running step's.</summary>
    public void Advance()
    {
        _next.CopyTo(_value, 0);
        _nextSlope.CopyTo(_slope, 0);
    }

    private void Sample(uint key)
    {
        for (var g = 0; g < _alpha.Length; g++)
        {
            // Groups take their noise from the upper end of the index range, which no weight reaches.
            var u = GateNoise.Uniform(key, uint.MaxValue - (uint)g);
            var open = u * Math.Exp(_alpha[g]);
            var s = open / (open + 1 - u);
            var stretched = (s * (HardConcrete.High - HardConcrete.Low)) + HardConcrete.Low;
            _next[g] = Math.Clamp(stretched, 0, 1);
            _nextSlope[g] = stretched is >= 0 and <= 1
                ? s * (1 - s) * (HardConcrete.High - HardConcrete.Low)
                : 0;
        }
    }
}
