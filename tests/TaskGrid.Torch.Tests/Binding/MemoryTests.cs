using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace TaskGrid.Torch.Tests;

public sealed class MemoryTests : TensorTest
{
    [Fact]
    public void Bytes_OfATensor_AreItsOwnMemory()
    {
        var x = Vector(1, 2);
        MemoryMarshal.Cast<byte, float>(x.bytes)[1] = 5;
        AssertValues(x, 1, 5);
        x.bytes = new byte[8];
        AssertValues(x, 0, 0);
        Assert.Throws<ArgumentException>(() => x.bytes = new byte[7]);
        Assert.Throws<InvalidOperationException>(() => zeros(2, 3).t().bytes.Length);
    }

    [Fact]
    public void Elements_OfATensor_AreItsOwnMemoryAndLeaveNoTensor()
    {
        var before = Tensor.TotalCount;
        var x = Matrix(2, 2, 1, 2, 3, 4).requires_grad_();
        TorchDialect.Elements<float>(x)[3] = 9;
        AssertValues(x, 1, 2, 3, 9);
        Assert.Equal(0, TorchDialect.Elements<float>(zeros(0)).Length);
        Assert.Throws<InvalidOperationException>(() => TorchDialect.Elements<float>(x.t()).Length);
        Assert.Throws<ArgumentException>(() => TorchDialect.Elements<double>(x).Length);
        Assert.Equal([0x3F80, 0xC000], TorchDialect.Elements<ushort>(Vector(1, -2).to(bfloat16)).ToArray());
        using (NewDisposeScope())
        {
            var live = Tensor.TotalCount;
            _ = TorchDialect.Elements<float>(x);
            Assert.Equal(live, Tensor.TotalCount);
        }

        Assert.True(Tensor.TotalCount > before);
    }

    [Fact]
    public void Data_OfAStridedTensor_FollowsTheIndices()
    {
        var transposed = Matrix(2, 3, 1, 2, 3, 4, 5, 6).t();
        using var data = transposed.data<float>();
        Assert.Equal(6, data.Count);
        Assert.Equal([1f, 4, 2, 5, 3, 6], data.ToArray());
        Assert.Equal([1f, 4, 2, 5, 3, 6], data);
        Assert.Equal(5, data[1, 1]);
        data[2, 0] = 30;
        data.CopyFrom([10, 40]);
        AssertValues(transposed, 10, 40, 2, 5, 30, 6);
        var target = new float[4];
        data.CopyTo(target, arrayIndex: 1, tensorIndex: 3);
        Assert.Equal([0, 5, 30, 6], target);
        Assert.Throws<ArgumentOutOfRangeException>(() => data[3, 0]);
        Assert.Throws<ArgumentException>(() => data[0]);
    }

    [Fact]
    public void Data_OfAnotherType_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => Vector(1).data<int>());
        Assert.Throws<ArgumentException>(() => Vector(1, 2).item<float>());
        Assert.Equal(3, Vector(3).item<float>());
        Assert.Equal(7, tensor(7L).item<long>());
        Assert.Equal(3, tensor(3.75f).ToInt64());
    }

    [Fact]
    public void Data_AfterItsTensor_ThrowsInsteadOfReadingFreedMemory()
    {
        var x = Vector(1, 2);
        var data = x.data<float>();
        x.Dispose();
        Assert.Throws<ObjectDisposedException>(() => data.ToArray());
        Assert.Throws<ObjectDisposedException>(() => data[0]);
    }

    [Fact]
    public void Conversions_BetweenTypes_CopyOnlyWhereNeeded()
    {
        var x = Vector(1, 2);
        Assert.Equal(x.DataPointer(), x.to(float32).DataPointer());
        Assert.NotEqual(x.DataPointer(), x.to(float32, copy: true).DataPointer());
        Assert.Equal(x.DataPointer(), x.alias().DataPointer());
        Assert.NotEqual(x.DataPointer(), x.clone().DataPointer());
        Assert.Equal([1L, 2], x.to(int64).data<long>().ToArray());
        Assert.Equal(bfloat16, x.to(bfloat16, CPU).dtype);
        x.to(int32, disposeAfter: true);
        Assert.True(x.IsInvalid);
    }

    [Fact]
    public void Copy_IntoATensor_ConvertsAndBroadcasts()
    {
        AssertValues(zeros(2, 2).copy_(tensor([3L, 4])), 3, 4, 3, 4);
        var shared = Vector(0);
        shared.set_(Vector(8, 9));
        AssertValues(shared, 8, 9);
    }
}
