using System.Globalization;
using System.Text;
using TaskGrid.Models;
using TaskGrid.Training.Data;
using TaskGrid.Training.Tests.Fixtures;

namespace TaskGrid.Training.Tests.Data;

[Collection(SampleBaseGroup.Name)]
public sealed class DataMemoryTests(SampleBase sample) : IDisposable
{
    private const int Rows = 40_000;

    private readonly DataFolder _folder = new();

    [Theory]
    [InlineData(4)]
    [InlineData(40)]
    public void WithData_RowsAndTheirTokens_IsEnough(int words)
    {
        var text = new StringBuilder("text\tlabel\n");
        for (var row = 0; row < Rows; row++)
        {
            for (var word = 0; word < words; word++) text.Append(CultureInfo.InvariantCulture, $"film{(row + word) % 1000} ");
            text.Append(CultureInfo.InvariantCulture, $"was {row}\t{(row % 2 == 0 ? "good" : "bad")}\n");
        }

        var path = _folder.Write("train.tsv", text.ToString());
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var data = TaskData.Load(path, path, new DataColumns(), null, 0);
        EncodedInput[] inputs = [.. data.Train.Select(row => sample.Model.Encode(new TextInput(row.Text, null), 128))];
        var taken = GC.GetTotalMemory(forceFullCollection: true) - before;
        GC.KeepAlive(data);
        GC.KeepAlive(inputs);

        // The rows twice, as data for training and for evaluation; tokens once.
        var expected = new TrainingMemory(0, 0).WithData(2 * new FileInfo(path).Length).FirstBytes;
        Assert.InRange(taken, expected / 8, expected);
    }

    public void Dispose() => _folder.Dispose();
}
