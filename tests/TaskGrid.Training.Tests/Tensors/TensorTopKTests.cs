using TaskGrid.Diffs;
using TaskGrid.Training.Tensors;
using static TorchSharp.torch;

namespace TaskGrid.Training.Tests.Tensors;

public sealed class TensorTopKTests
{
    // Few distinct values: most selections end among equal ones.
    [Theory]
    [InlineData(1000)]
    [InlineData(3)]
    public void Select_AnyScoresAndCount_IsTheExactSelection(int distinct)
    {
        var random = new Random(5);
        for (var trial = 0; trial < 40; trial++)
        {
            var scores = Enumerable.Range(0, 500).Select(_ => (random.Next(distinct) - (distinct / 2)) / 7f).ToArray();
            var k = random.Next(scores.Length + 1);
            using var values = tensor(scores);
            Assert.Equal(TopK.Select(scores, k), TensorTopK.Select(values, k));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Select_NotANumber_IsADivergedTraining(int k)
    {
        using var scores = tensor(new[] { 1f, float.NaN, 2f });
        var refused = Assert.Throws<TaskGridException>(() => TensorTopK.Select(scores, k));
        Assert.Equal(ErrorCodes.TrainingDiverged, refused.Code);
    }
}
