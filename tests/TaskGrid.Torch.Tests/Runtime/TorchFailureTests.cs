using System.Net.Sockets;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TaskGrid.Torch.Tests;

/// <summary>Errors of libtorch, as every binding gives them.</summary>
public sealed class TorchFailureTests
{
    [Fact]
    public void Sum_OfShapesThatDoNotFit_CarriesLibtorchsMessageWithoutItsStack()
    {
        using var scope = NewDisposeScope();
        // Not a product: TorchSharp 0.107 lets its exception through, which ends the process.
        var exception = Failure(() => zeros(2, 3).add(zeros(2, 4)));
        Assert.Equal(ErrorCodes.NativeFailed, exception.Code);
        Assert.StartsWith("libtorch failed: ", exception.Message, StringComparison.Ordinal);
        Assert.EndsWith("at non-singleton dimension 1", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Allocation_BeyondTheMachine_IsOutOfMemoryWithAdvice()
    {
        var exception = Failure(() => empty(1L << 46));
        Assert.Equal(ErrorCodes.OutOfMemory, exception.Code);
        Assert.Contains("can't allocate memory", exception.Message, StringComparison.Ordinal);
        Assert.EndsWith("a smaller base.", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("frame #", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a and b differ")]
    [InlineData("a and b differ\nframe #0: f + 0x1 (0x2 in libc10.so)\nframe #1: g")]
    [InlineData("a and b differ\nException raised from f at f.cpp:1 (most recent call first):\nframe #0: f + 0x1")]
    public void Exception_OfThePackage_LosesTheFramesOfItsStack(string message)
    {
#pragma warning disable CA2201 // It is the package that throws it.
        var cause = new ExternalException(message);
#pragma warning restore CA2201
        var exception = Failure(() => throw cause);
        Assert.Equal((ErrorCodes.NativeFailed, "libtorch failed: a and b differ"), (exception.Code, exception.Message));
        Assert.Same(cause, exception.InnerException);
    }

    [Fact]
    public void Exceptions_ThatAreNotLibtorchs_StayWhatTheyAre()
    {
        Assert.Throws<SocketException>(() => TorchFailure.Translate<int>(() => throw new SocketException()));
        Assert.Throws<OperationCanceledException>(
            () => TorchFailure.Translate<int>(() => throw new OperationCanceledException()));
    }

    private static TaskGridException Failure(Func<Tensor> work) =>
        Assert.Throws<TaskGridException>(() => TorchFailure.Translate(work));
}
