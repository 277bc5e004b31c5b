using static TorchSharp.torch;

namespace TaskGrid.Torch.Tests;

public sealed class ShapeTests : TensorTest
{
    private readonly Tensor _x;

    public ShapeTests() => _x = Matrix(2, 3, 1, 2, 3, 4, 5, 6);

    [Fact]
    public void Views_OfAMatrix_ShareItsMemory()
    {
        var view = _x.view(3, -1);
        Assert.Equal([3, 2], view.shape);
        view.fill_(9);
        AssertValues(_x, 9, 9, 9, 9, 9, 9);
    }

    [Fact]
    public void Transposes_OfAMatrix_ExchangeItsDimensions()
    {
        AssertValues(_x.t(), 1, 4, 2, 5, 3, 6);
        AssertValues(_x.transpose(0, 1), 1, 4, 2, 5, 3, 6);
        AssertValues(_x.permute(1, 0).contiguous(), 1, 4, 2, 5, 3, 6);
        Assert.False(_x.t().is_contiguous());
        AssertValues(_x.t().reshape(2, 3), 1, 4, 2, 5, 3, 6);
        Assert.Equal([1, 3], _x.t().stride());
    }

    [Fact]
    public void View_OfATranspose_IsRefusedWithLibtorchsReason()
    {
        var exception = Assert.Throws<TaskGridException>(() => _x.t().view(6));
        Assert.Equal(ErrorCodes.NativeFailed, exception.Code);
        Assert.Contains("view size is not compatible", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ranges_OfADimension_AreViews()
    {
        var range = _x.narrow(1, 1, 2);
        AssertValues(range, 2, 3, 5, 6);
        Assert.Equal(1, range.storage_offset());
        AssertValues(_x.select(0, 1), 4, 5, 6);
        Assert.Equal(3, _x.size(-1));
    }

    [Fact]
    public void Singletons_ComeAndGo()
    {
        Assert.Equal([2, 1, 3], _x.unsqueeze(1).shape);
        Assert.Equal([2, 3], _x.unsqueeze(1).squeeze().shape);
        Assert.Equal([1, 2, 3], _x.unsqueeze(0).unsqueeze(-1).squeeze(-1).shape);
        Assert.Equal([6], _x.flatten().shape);
        AssertValues(Vector(1, 2).unsqueeze(1).expand(2, 2), 1, 1, 2, 2);
    }

    [Fact]
    public void Picks_ByIndex_TakeTheRightElements()
    {
        AssertValues(_x.index_select(1, tensor([2L, 0])), 3, 1, 6, 4);
        AssertValues(_x.gather(1, tensor([0L, 2], 2, 1)), 1, 6);
        AssertValues(_x.masked_select(_x.gt(4)), 5, 6);
        Assert.Equal([1L, 1, 1, 2], _x.gt(4).nonzero().data<long>().ToArray());
        AssertValues(where(_x.gt(3), _x, zeros_like(_x)), 0, 0, 0, 4, 5, 6);
        AssertValues(_x.masked_fill(_x.gt(5), float.NegativeInfinity), 1, 2, 3, 4, 5, float.NegativeInfinity);
    }

    [Fact]
    public void Placements_ByIndex_ChangeTheRightElements()
    {
        AssertValues(zeros(4).index_copy_(0, tensor([3L, 1]), Vector(7, 8)), 0, 8, 0, 7);
        AssertValues(zeros(2).index_add_(0, tensor([1L, 1]), Vector(1, 2), 2), 0, 6);
        Assert.Throws<ArgumentException>(() => zeros(2).index_add_(0, tensor([1, 1]), Vector(1, 2), 2));
        AssertValues(zeros(1, 3).scatter_(1, tensor([2L], 1, 1), ones(1, 1)), 0, 0, 1);
        AssertValues(zeros(3).scatter_add_(0, tensor([1L, 1]), Vector(1, 2)), 0, 3, 0);
        AssertValues(Vector(1, 2).masked_fill_(tensor([true, false]), 5), 5, 2);
    }

    [Fact]
    public void IndexSelect_OutOfRange_IsRefused() =>
        Assert.Throws<TaskGridException>(() => _x.index_select(0, tensor([2L])));

    [Fact]
    public void Joins_AlongOldAndNewDimensions_KeepTheOrder()
    {
        AssertValues(cat([Vector(1), Vector(2, 3)]), 1, 2, 3);
        Assert.Equal([2, 6], cat(new List<Tensor> { _x, _x }, 1).shape);
        AssertValues(stack([Vector(1, 2), Vector(3, 4)], 1), 1, 3, 2, 4);
    }

    [Fact]
    public void Cat_WithADisposedTensor_IsRefusedAndHoldsNone()
    {
        var before = Tensor.TotalCount;
        var good = Vector(1);
        var bad = Vector(2);
        bad.Dispose();
        Assert.Throws<ObjectDisposedException>(() => cat([good, bad]));
        good.Dispose();
        Assert.Equal(before, Tensor.TotalCount);
    }
}
