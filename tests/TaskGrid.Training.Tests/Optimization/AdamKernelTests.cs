using TaskGrid.Training.Optimization;

namespace TaskGrid.Training.Tests.Optimization;

public sealed class AdamKernelTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(64)]
    [InlineData(1003)]
    public void Step_ManySteps_FollowsTheFormula(int count)
    {
        var random = new Random(count);
        var values = Numbers(random, count);
        var expected = Array.ConvertAll(values, value => (double)value);
        var (first, second) = (new float[count], new float[count]);
        var (m, v) = (new double[count], new double[count]);
        for (var step = 1; step <= 20; step++)
        {
            var gradients = Numbers(random, count);
            AdamKernel.Step(values, gradients, first, second, 0.01f, 0.5f, step);
            for (var i = 0; i < count; i++)
            {
                var g = gradients[i] * 0.5;
                m[i] = (0.9 * m[i]) + (0.1 * g);
                v[i] = (0.999 * v[i]) + (0.001 * g * g);
                expected[i] -= 0.01 * (m[i] / (1 - Math.Pow(0.9, step)))
                    / (Math.Sqrt(v[i] / (1 - Math.Pow(0.999, step))) + 1e-8);
            }
        }

        for (var i = 0; i < count; i++) Assert.Equal(expected[i], values[i], 1e-4);
    }

    private static float[] Numbers(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => (float)(random.NextDouble() - 0.5))];
}
