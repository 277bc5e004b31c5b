using TorchSharp;
using static TorchSharp.torch;

namespace TaskGrid.Torch.Tests;

public sealed class ErrorTests : TensorTest
{
    [Fact]
    public void Product_OfShapesThatDoNotFit_CarriesLibtorchsMessageWithoutItsStack()
    {
        var exception = Assert.Throws<TaskGridException>(() => zeros(2, 3).matmul(zeros(2, 3)));
        Assert.Equal(ErrorCodes.NativeFailed, exception.Code);
        Assert.Contains("2x3 and 2x3", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("frame #", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Errors_OfTwoThreads_KeepTheirOwnMessages()
    {
        using var barrier = new Barrier(2);
        var messages = await Task.WhenAll(Task.Run(() => Fail(3)), Task.Run(() => Fail(5)));
        Assert.Contains("4x3", messages[0], StringComparison.Ordinal);
        Assert.Contains("4x5", messages[1], StringComparison.Ordinal);

        string Fail(long width)
        {
            using var scope = NewDisposeScope();
            var x = zeros(4, width);
            barrier.SignalAndWait();
            return Assert.Throws<TaskGridException>(() => x.mm(x)).Message;
        }
    }

    [Fact]
    public void Allocation_BeyondTheMachine_IsOutOfMemoryWithAdvice()
    {
        var before = Tensor.TotalCount;
        var exception = Assert.Throws<TaskGridException>(() => empty(1L << 46));
        Assert.Equal(ErrorCodes.OutOfMemory, exception.Code);
        Assert.Contains("smaller batch", exception.Message, StringComparison.Ordinal);
        Assert.Equal(before, Tensor.TotalCount);
    }

    [Fact]
    public void Load_OfAMissingLibrary_TellsTheRemedy()
    {
        var exception = Assert.Throws<TaskGridException>(() => NativeLoader.Load("/nonexistent/libtaskgrid_torch.so"));
        Assert.Equal(ErrorCodes.NativeMissing, exception.Code);
        Assert.Contains("./taskgrid setup", exception.Message, StringComparison.Ordinal);
        Assert.Contains("/nonexistent/", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OfAnotherLibrary_IsRefusedByItsInterface()
    {
        var exception = Assert.Throws<TaskGridException>(() => NativeLoader.Load("libc.so.6"));
        Assert.Equal(ErrorCodes.NativeMissing, exception.Code);
        Assert.Contains("has interface none", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Devices_ByName_AreParsed()
    {
        Assert.Equal((DeviceType.CUDA, 1), (device("cuda:1").type, device("cuda:1").index));
        Assert.Equal("cuda:1", device("cuda:1").ToString());
        Assert.Equal("cpu", zeros(1).device.ToString());
        Assert.Throws<ArgumentException>(() => device("abacus"));
    }
}
