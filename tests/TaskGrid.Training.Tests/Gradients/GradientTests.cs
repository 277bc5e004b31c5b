using TaskGrid.Models;
using TaskGrid.Torch;
using TaskGrid.Training.Gradients;
using TaskGrid.Training.Runs;
using TaskGrid.Training.Tests.Fixtures;
using static TorchSharp.torch;

namespace TaskGrid.Training.Tests.Gradients;

/// <summary>The two ways to gradients, against plain autograd over the whole flat buffer.</summary>
[Collection(SampleBaseGroup.Name)]
public sealed class GradientTests(SampleBase sample)
{
    [Fact]
    public void DenseGradients_OneBatch_EqualAutogradsOwn()
    {
        using var scope = NewDisposeScope();
        var expected = Autograd();
        using var network = Network();
        using var gradients = new DenseGradients(network.Weights);
        Backward(network, gradients, out var batch);
        using (batch) gradients.Collect(batch);

        for (var s = 0; s < gradients.Segments.Count; s++)
        {
            var (offset, count) = (gradients.Segments[s].Offset, gradients.Segments[s].Count);
            AssertClose(expected.AsSpan(offset, count), gradients.Of(s).Read(0, count, new float[count]));
        }
    }

    // A sparse mask takes sampled products, a dense one takes leaves.
    [Theory]
    [InlineData(0.002)]
    [InlineData(0.2)]
    public void SampledGradients_RandomMask_EqualAutogradsOwnAtTheMask(double density)
    {
        using var scope = NewDisposeScope();
        var expected = Autograd();
        var random = new Random(3);
        var indices = Enumerable.Range(0, expected.Length).Where(_ => random.NextDouble() < density).ToArray();
        using var network = Network();
        using var gradients = new SampledGradients(network.Weights, indices, threads: 2);
        Backward(network, gradients, out var batch);
        ReadOnlySpan<float> sampled;
        using (batch) sampled = gradients.Collect(batch);

        AssertClose(Array.ConvertAll(indices, index => expected[index]), sampled);
    }

    private TaskNetwork Network() => new(sample.Model, 2, ScalarType.Float32, seed: 1);

    private static TokenBatch Batch(BaseModel model) =>
        TokenBatch.Create(
            [
                model.Encode(new TextInput("the film was good .", "i saw it")),
                model.Encode(new TextInput("boring")),
                model.Encode(new TextInput("a long , winding story about nothing at all , twice over .")),
            ],
            model.PadId,
            ScalarType.Float32,
            CPU);

    private void Backward(TaskNetwork network, EmbeddingTap tap, out TokenBatch batch)
    {
        batch = Batch(sample.Model);
        Loss(network, EncoderForward.Pooled(network.Weights, batch, tap)).backward();
    }

    // One leaf: the flat buffer itself.
    private float[] Autograd()
    {
        using var network = Network();
        var flat = network.Effective.detach().clone().requires_grad_(true);
        using var weights = new EncoderWeights(sample.Model.Config, sample.Model.Layout, flat);
        using var batch = Batch(sample.Model);
        Loss(network, EncoderForward.Pooled(weights, batch)).backward();
        return TorchDialect.Elements<float>(TorchDialect.Gradient(flat)!).ToArray();
    }

    private static Tensor Loss(TaskNetwork network, Tensor pooled) =>
        nn.functional.cross_entropy(
            nn.functional.linear(pooled, network.HeadWeight, network.HeadBias), tensor(new long[] { 1, 0, 1 }));

    private static void AssertClose(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        var largest = 0f;
        foreach (var value in expected) largest = Math.Max(largest, Math.Abs(value));
        for (var i = 0; i < expected.Length; i++)
        {
            if (Math.Abs(expected[i] - actual[i]) > 1e-6f + (1e-4f * largest))
                Assert.Fail($"element {i}: {actual[i]} instead of {expected[i]}");
        }
    }
}
