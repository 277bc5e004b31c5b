using TaskGrid.Models;
using TaskGrid.Serving.Kernels;
using TaskGrid.Serving.Mixed;
using TaskGrid.Serving.Resident;
using TaskGrid.Serving.Tests.Fixtures;
using static TorchSharp.torch;

namespace TaskGrid.Serving.Tests.Mixed;

public sealed class MixedTapTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void SideProducts_OnceWarm_AllocateNothing(int threads)
    {
        using var served = new ServedBase("tg-mini");
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        var model = served.Model;
        using var weights = new EncoderWeights(model.Config, model.Layout, model.Parameters);
        var parts = EncoderParts.Of(weights);
        using var crew = new WorkCrew(threads);
        using var tap = new MixedTap(parts, model, SideKernel.Best, crew);
        SparseOverrides[] rows =
            [.. Enumerable.Range(0, 8).Select(_ => OverridesBuilder.Build(parts, served.Task(0.01).Diff))];
        using var batch = TokenBatch.Create(
            [.. rows.Select(_ => served.Input(20))], model.PadId, weights.Type, weights.Device);
        var layer = weights.Layers[0];
        var (x, y) = (ones([8, 20, 256]), zeros([8, 20, 768]));

        void Work()
        {
            tap.Begin(rows, batch);
            tap.Embedded(batch, x);
            tap.Product(layer.QueryKeyValue.Weight, x, y);
            tap.Normalized(layer.AttentionNorm.Scale, x, x);
        }

        // The first waits of a thread allocate what it waits with.
        var allocated = Enumerable.Range(0, 10).Select(_ =>
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            for (var n = 0; n < 10; n++) Work();
            return GC.GetTotalAllocatedBytes(precise: true) - before;
        });
#if TORCHSHARP_PACKAGE
        // Its access to the elements of a tensor makes objects.
        Assert.InRange(allocated.Min(), 0, 10 * 8192);
#else
        Assert.Contains(0, allocated);
#endif
    }
}
