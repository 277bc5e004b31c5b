using TorchSharp;
using static TorchSharp.torch;

namespace TaskGrid.Torch.Tests;

public sealed class FactoryTests : TensorTest
{
    [Fact]
    public void Tensor_OfFloats_HasTheirValuesShapeAndType()
    {
        var made = tensor([1f, 2, 3, 4, 5, 6], [2, 3]);
        Assert.Equal([2, 3], made.shape);
        Assert.Equal(float32, made.dtype);
        Assert.Equal(DeviceType.CPU, made.device_type);
        AssertValues(made, 1, 2, 3, 4, 5, 6);
    }

    [Fact]
    public void Tensor_OfEachType_HasTheMatchingElementType()
    {
        Assert.Equal(int64, tensor([1L, 2]).dtype);
        Assert.Equal(int32, tensor([1, 2]).dtype);
        Assert.Equal(@bool, tensor([true, false]).dtype);
        Assert.Equal(int64, tensor(5L).dtype);
        Assert.Equal([], tensor(5L).shape);
        Assert.Equal([3L, 4], tensor(new Memory<long>([3, 4]), [2]).data<long>().ToArray());
    }

    [Fact]
    public void Tensor_WithAnotherType_Converts()
    {
        var made = tensor([1.5f, -2.25f], dtype: bfloat16, requires_grad: true);
        Assert.Equal(bfloat16, made.dtype);
        Assert.True(made.requires_grad && made.is_leaf);
        AssertValues(made, 1.5f, -2.25f);
    }

    [Fact]
    public void Tensor_OfTheWrongNumberOfValues_IsRefusedWithBothNumbers()
    {
        var exception = Assert.Throws<TaskGridException>(() => tensor([1f, 2, 3], [2, 2]));
        Assert.Equal(ErrorCodes.NativeFailed, exception.Code);
        Assert.Contains("12 bytes", exception.Message, StringComparison.Ordinal);
        Assert.Contains("needs 16", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tensor_OfNothing_IsEmpty() => Assert.Equal(0, tensor(Array.Empty<float>()).numel());

    [Fact]
    public void Fills_OfAShape_HoldTheirValue()
    {
        AssertValues(zeros(2, 2), 0, 0, 0, 0);
        AssertValues(ones([3]), 1, 1, 1);
        AssertValues(full([2], 2.5), 2.5f, 2.5f);
        Assert.Equal([2, 3, 4], empty(2, 3, 4).shape);
        Assert.Equal(int64, zeros([2], int64).dtype);
    }

    [Fact]
    public void Likes_OfATensor_TakeItsShapeAndTypeUnlessTold()
    {
        var model = zeros([2, 3], int32);
        Assert.Equal((int32, 6), (zeros_like(model).dtype, zeros_like(model).numel()));
        Assert.Equal(float32, model.ones_like(float32).dtype);
        AssertValues(model.full_like(7), 7, 7, 7, 7, 7, 7);
    }

    [Fact]
    public void Arange_OfIntegersAndFractions_CountsWithoutTheEnd()
    {
        Assert.Equal([0L, 1, 2], arange(3).data<long>().ToArray());
        AssertValues(arange(1.0, 2.0, 0.5), 1, 1.5f);
        Assert.Equal([5, 6], arange(5, 7, int32).data<int>().ToArray());
    }

    [Fact]
    public void Randn_OfOneSeed_IsTheSameAndOfAnotherIsNot()
    {
        using var first = new Generator(5);
        using var second = new Generator(5);
        using var other = new Generator(6);
        var values = randn(100, generator: first).data<float>().ToArray();
        Assert.Equal(values, randn(100, generator: second).data<float>().ToArray());
        Assert.NotEqual(values, randn(100, generator: other).data<float>().ToArray());
    }

    [Fact]
    public void Generator_WithItsStateBack_GoesOnWhereItWas()
    {
        using var generator = new Generator(1);
        var state = generator.get_state();
        var values = empty(50).normal_(generator: generator).data<float>().ToArray();
        generator.set_state(state);
        Assert.Equal(values, empty(50).normal_(generator: generator).data<float>().ToArray());
        Assert.Equal(1, generator.initial_seed());
    }

    [Fact]
    public void ManualSeed_OfTheDefaultGenerator_RepeatsDropout()
    {
        manual_seed(3);
        var first = nn.functional.dropout(ones(64), 0.5).data<float>().ToArray();
        manual_seed(3);
        Assert.Equal(first, nn.functional.dropout(ones(64), 0.5).data<float>().ToArray());
        Assert.Contains(2f, first);
        Assert.Contains(0f, first);
    }

    [Fact]
    public void Randperm_OfN_HoldsEachNumberOnce()
    {
        using var generator = new Generator(2);
        var values = randperm(20, generator: generator).data<long>();
        Assert.Equal(Enumerable.Range(0, 20).Select(i => (long)i), values.Order());
    }
}
