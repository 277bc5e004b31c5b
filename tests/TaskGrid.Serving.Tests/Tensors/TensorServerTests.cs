using TaskGrid.Diffs;
using TaskGrid.Serving.Tests.Fixtures;
using TaskGrid.Torch;

namespace TaskGrid.Serving.Tests.Tensors;

/// <summary>A server whose side products, switches and copies are tensor operations, as on a CUDA device.</summary>
public sealed class TensorServerTests
{
    [Theory]
    [InlineData("bert")]
    [InlineData("distilbert")]
    [InlineData("electra")]
    public void Mixed_AnyDiffsAndRows_EqualTheMergedModels(string architecture)
    {
        for (var seed = 0; seed < 4; seed++)
        {
            using var served = new ServedBase(architecture, seed);
            TaskDiff[] diffs = [.. Enumerable.Range(0, 5).Select(_ => served.AnyTask())];
            Comparison.OfModes(served, diffs, ServingMode.Mixed, 1, 40, tensors: true);
        }
    }

    [Theory]
    [InlineData(ServingMode.Mixed)]
    [InlineData(ServingMode.Switch)]
    [InlineData(ServingMode.Merged)]
    [InlineData(null)]
    public void Score_SampleBase_EqualsTheMergedModels(ServingMode? mode)
    {
        using var served = new ServedBase("tg-mini");
        Comparison.OfModes(served, [served.Task(0.005), served.Task(0.02), served.AnyTask()], mode, 1, 24, tensors: true);
    }

    [Theory]
    [InlineData(ServingMode.Mixed)]
    [InlineData(ServingMode.Switch)]
    [InlineData(ServingMode.Merged)]
    public void Half_EveryMode_IsNearTheMergedModel(ServingMode mode)
    {
        using var served = new ServedBase("tg-mini", 5);
        using var server = Server(served, new ServingOptions { Mode = mode, Half = true });
        Comparison.OfServer(served, server, [served.Task(0.005), served.Task(0.005)], 12, 0.05);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Modes_AnySequence_LeaveTheBaseAsItWasAndNoTensor(bool half)
    {
        var live = TorchDialect.LiveTensors;
        using (var served = new ServedBase("tg-mini", 2))
        {
            var checksum = served.Model.Checksum();
            TaskDiff[] diffs = [served.AnyTask(), served.AnyTask()];
            foreach (var mode in new ServingMode?[] { ServingMode.Switch, ServingMode.Mixed, null, ServingMode.Merged })
            {
                using var server = Server(served, new ServingOptions { Mode = mode, Half = half });
                Comparison.OfServer(served, server, diffs, 9, half ? 0.05 : Comparison.Tolerance);
                Assert.Equal("tensors", server.Status.Kernel);
                Assert.Equal(checksum, served.Model.Checksum());
            }
        }

        Assert.Equal(live, TorchDialect.LiveTensors);
    }

    [Fact]
    public void Mixed_MoreTasksThanTheDeviceMayHold_EqualTheMergedModels()
    {
        using var served = new ServedBase("bert", 3);
        using var server = Server(served, new ServingOptions { Mode = ServingMode.Mixed, MaxDeviceBytes = 1 });
        TaskDiff[] diffs = [.. Enumerable.Range(0, 4).Select(_ => served.AnyTask())];
        Comparison.OfServer(served, server, diffs, 20, Comparison.Tolerance);
        Comparison.OfServer(served, server, diffs[..2], 20, Comparison.Tolerance);
    }

    [Fact]
    public void Forget_ATaskThatWasAsked_FreesItsEntriesAtOnce()
    {
        using var served = new ServedBase("bert");
        using var server = Server(served, new ServingOptions { Mode = ServingMode.Mixed });
        var (kept, dropped) = (server.Load(served.AnyTask()), server.Load(served.AnyTask()));
        server.Score([new ServingRow(kept, served.Input())]);
        var live = TorchDialect.LiveTensors;
        server.Score([new ServingRow(dropped, served.Input()), new ServingRow(kept, served.Input())]);
        var bytes = server.Status.DeviceBytes;
        server.Forget(dropped);
        server.Score([new ServingRow(kept, served.Input())]);
        Assert.Equal(live, TorchDialect.LiveTensors);
        Assert.InRange(server.Status.DeviceBytes, 1, bytes - 1);
    }

    [CudaFact]
    public void Score_OnCuda_EqualsTheMergedModelsInEveryMode()
    {
        using var served = new ServedBase("tg-mini", 4, "cuda");
        var checksum = served.Model.Checksum();
        TaskDiff[] diffs = [served.Task(0.005), served.Task(0.02), served.AnyTask()];
        foreach (var mode in new ServingMode?[] { ServingMode.Mixed, ServingMode.Switch, ServingMode.Merged, null })
        {
            using var server = new TaskServer(served.Model, new ServingOptions { Mode = mode });
            Comparison.OfServer(served, server, diffs, 24, Comparison.Tolerance);
            Assert.Equal("tensors", server.Status.Kernel);
        }

        Assert.Equal(checksum, served.Model.Checksum());
    }

    private static TaskServer Server(ServedBase served, ServingOptions options) =>
        new(served.Model, options with { Threads = 1, TensorProducts = true });
}
