using TaskGrid.Training.Optimization;
using static TorchSharp.torch;

namespace TaskGrid.Training.Runs;

/// <summary>
/// Dropout on the pooled vector. Its mask is a function of (seed, phase, step, index) and not of a generator that a
/// process shares: a resumed run draws the same masks, and so does one that trains beside others.
/// </summary>
internal static class HeadDropout
{
    // BERT's own classifier dropout (Devlin et al. 2018).
    private const float Share = 0.1f;

    /// <summary>The key of a step.</summary>
    /// <param name="seed">Seed of the run.</param>
    /// <param name="phase">Number of the phase, from 1; 0 before the first.</param>
    /// <param name="step">Number of the step in the phase.</param>
    public static uint Key(int seed, int phase, int step) =>
        // Gates use the seed's own keys at steps from 1: a step below 0 begins a stream that they never meet.
        GateNoise.Key(unchecked((int)GateNoise.Key(seed, -1 - phase)), step);

    /// <summary>Zeroes a tenth of the elements and scales the others, so that the expectation stays.</summary>
    /// <param name="pooled">[B, H], fp32 on the CPU.</param>
    /// <param name="key">Key of the step.</param>
    public static Tensor Apply(Tensor pooled, uint key)
    {
        var mask = new float[pooled.numel()];
        for (var i = 0; i < mask.Length; i++)
            mask[i] = GateNoise.Uniform(key, (uint)i) < Share ? 0 : 1 / (1 - Share);
        return pooled * tensor(mask, pooled.shape);
    }
}
