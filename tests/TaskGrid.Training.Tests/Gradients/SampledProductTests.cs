using TaskGrid.Training.Gradients;
using static TorchSharp.torch;

namespace TaskGrid.Training.Tests.Gradients;

public sealed class SampledProductTests
{
    [Theory]
    [InlineData(1, 3, 5)]
    [InlineData(16, 40, 24)]
    [InlineData(37, 17, 33)]
    public void Compute_RandomEntries_EqualsTheDenseProduct(int tokens, int outputs, int inputs)
    {
        var random = new Random(tokens);
        float[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(_ => (float)(random.NextDouble() - 0.5))];
        var (gradient, input) = (Numbers(tokens * outputs), Numbers(tokens * inputs));
        var indices = Enumerable.Range(0, outputs * inputs).Where(_ => random.Next(4) == 0).ToArray();
        var entries = MaskEntries.Of(indices, 0, outputs * inputs, inputs);
        var result = new float[entries.Count];

        using var scope = NewDisposeScope();
        SampledProduct.Compute(
            new HostMemory(tensor(gradient)), new HostMemory(tensor(input)), tokens, outputs, inputs, entries, result);

        for (var e = 0; e < indices.Length; e++)
        {
            var (row, column) = Math.DivRem(indices[e], inputs);
            var expected = Enumerable.Range(0, tokens)
                .Sum(t => (double)gradient[(t * outputs) + row] * input[(t * inputs) + column]);
            Assert.Equal(expected, result[e], 1e-4);
        }
    }
}
