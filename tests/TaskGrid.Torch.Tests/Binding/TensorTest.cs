using TorchSharp;
using static TorchSharp.torch;

namespace TaskGrid.Torch.Tests;

/// <summary>A test whose tensors die with it.</summary>
public abstract class TensorTest : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose()
    {
        _scope.Dispose();
        GC.SuppressFinalize(this);
    }

    protected static Tensor Vector(params float[] values) => tensor(values);

    protected static Tensor Matrix(long rows, long columns, params float[] values) => tensor(values, rows, columns);

    protected static void AssertValues(Tensor actual, params float[] expected) => AssertNear(1e-6f, actual, expected);

    protected static void AssertNear(float tolerance, Tensor actual, params float[] expected)
    {
        var values = actual.detach().to(float32).data<float>().ToArray();
        Assert.Equal(expected.Length, values.Length);
        for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], values[i], tolerance);
    }
}
