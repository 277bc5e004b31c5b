using TaskGrid.Serving.Kernels;

namespace TaskGrid.Serving.Tests.Kernels;

public sealed unsafe class DenseKernelTests
{
    private const float Untouched = 12345;

    public static TheoryData<string> Kernels => [.. DenseKernel.Supported.Select(kernel => kernel.Name)];

    [Theory]
    [MemberData(nameof(Kernels))]
    public void Product_OfAnyNumberOfTokens_EqualsTheNaiveOne_AndWritesNothingElse(string name)
    {
        var kernel = DenseKernel.Supported.Single(kernel => kernel.Name == name);
        for (var tokens = 1; tokens <= 20; tokens++)
        {
            var random = new Random(tokens);
            var (rows, columns) = (DenseKernel.Rows * random.Next(1, 12), kernel.Lanes * random.Next(1, 9));
            var width = rows + random.Next(0, 5);
            var (x, w, bias) = (Values(tokens * columns), Values(rows * columns), Values(rows));
            var y = Enumerable.Repeat(Untouched, tokens * width).ToArray();
            fixed (float* xs = x, ws = w, biases = bias, ys = y) kernel.Multiply(xs, tokens, ws, biases, rows, columns, ys, width);
            for (var t = 0; t < tokens; t++)
            {
                for (var r = 0; r < width; r++)
                {
                    var expected = r < rows
                        ? bias[r] + Enumerable.Range(0, columns).Sum(c => (double)x[(t * columns) + c] * w[(r * columns) + c])
                        : Untouched;
                    Assert.InRange(y[(t * width) + r], expected - 1e-5, expected + 1e-5);
                }
            }

            float[] Values(int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];
        }
    }
}
