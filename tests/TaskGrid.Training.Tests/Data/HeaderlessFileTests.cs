using TaskGrid.Training.Data;

namespace TaskGrid.Training.Tests.Data;

public sealed class HeaderlessFileTests : IDisposable
{
    private readonly DataFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Load_FirstLineEndsInANumber_IsNoHeader()
    {
        var error = LoadFails("a good film\t1\na bad film\t0\n");

        Assert.Equal(ErrorCodes.ColumnNotFound, error.Code);
        Assert.Contains("has no header", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_FirstLineEndsInALabel_IsNoHeader()
    {
        var error = LoadFails("a good film\tpositive\na bad film\tnegative\na fine film\tpositive\n");

        Assert.Equal(
            "train.tsv line 1: looks like data, not like a header: 'positive' is also the label of line 3",
            Assert.Single(error.Details));
    }

    private TaskGridException LoadFails(string content)
    {
        var path = _folder.Write("train.tsv", content);
        return Assert.Throws<TaskGridException>(() => TaskData.Load(path, null, new DataColumns(), null, 0));
    }
}
