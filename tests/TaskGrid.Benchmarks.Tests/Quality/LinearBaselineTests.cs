using TaskGrid.Benchmarks.Quality.Baselines;
using TaskGrid.Training.Data;

namespace TaskGrid.Benchmarks.Tests.Quality;

public sealed class LinearBaselineTests
{
    private static readonly string[] Words = ["man", "house", "water", "city"];

    [Fact]
    public void Score_OrderOfTwoWords_IsLearnedFromBigrams()
    {
        var rows = Words.SelectMany(word => new[]
        {
            new TaskRow($"{word} good not", null, 0),
            new TaskRow($"not good {word}", null, 1),
        });

        Assert.Equal(1, Score(rows, rows, rows).Test);
    }

    [Fact]
    public void Score_TwoTextsThatShareAWord_IsLearnedFromWhatBothHave()
    {
        var rows =
            from first in Words
            from second in Words
            select new TaskRow(first, second, first == second ? 1 : 0);

        Assert.Equal(1, Score(rows, rows, rows).Test);
    }

    [Fact]
    public void Score_Noise_IsChosenByDevelopmentRowsAloneAndTheSameEachTime()
    {
        var random = new Random(7);
        var (train, dev, test) = (Noise(random), Noise(random), Noise(random));

        var score = Score(train, dev, test);

        Assert.Equal(score, Score(train, dev, test));
        // Other test rows change their own score, not the choice.
        Assert.Equal(score with { Test = score.Dev }, Score(train, dev, dev));
        Assert.Equal(score.Dev, Score(train, dev, train).Dev);
        Assert.InRange(score.Epoch, 1, 30);
    }

    [Fact]
    public void Learn_Steps_GoDownTheGradient()
    {
        var model = new SoftmaxRegression(features: 3, classes: 2);
        Assert.Equal(0, model.Predict([0, 1]));

        model.Learn([0, 1], 1);

        Assert.Equal(1, model.Predict([0, 1]));
        Assert.Equal(0, model.Predict([2]));
    }

    private static TaskRow[] Noise(Random random) =>
        [.. Enumerable.Range(0, 60).Select(row => new TaskRow(string.Join(' ', random.GetItems(Words, 4)), null, row % 3))];

    private static LinearScore Score(IEnumerable<TaskRow> train, IEnumerable<TaskRow> dev, IEnumerable<TaskRow> test)
    {
        var data = new TaskData
        {
            Kind = TaskKind.Classification,
            Labels = ["a", "b", "c"],
            Train = new TaskRows([.. train]),
            Dev = new TaskRows([.. dev]),
            DevHeldOut = false,
        };
        return LinearBaseline.Score(data, new TaskRows([.. test]), SampleTokenizer.Create(), CancellationToken.None);
    }
}
