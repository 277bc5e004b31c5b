using TaskGrid.Training.Data;

namespace TaskGrid.Training.Tests.Data;

public sealed class TaskDataTests : IDisposable
{
    private readonly DataFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("train.tsv", "sentence\tlabel\ngood \"film\ta\nbad, film\tb\n")]
    [InlineData("train.tsv", "\uFEFFlabel\tid\ttext\r\na\t1\tgood \"film\r\n\r\nb\t2\tbad, film")]
    [InlineData("train.csv", "text,label\n\"good \"\"film\",a\n\"bad, film\",b\n")]
    [InlineData("train.csv", "\uFEFFtext,label\r\n\"good \"\"film\",a\r\n\r\n\"bad, film\",b")]
    [InlineData("train.jsonl", """
        {"text": "good \"film", "label": "a"}

        {"label": "b", "text": "bad, film"}
        """)]
    [InlineData("train.jsonl", """
        {"messages": [{"role": "system", "content": "Judge."}, {"role": "user", "content": "old"}, {"role": "assistant", "content": "x"}, {"role": "user", "content": "good \"film"}, {"role": "assistant", "content": "a"}]}
        {"messages": [{"role": "user", "content": "bad, film"}, {"role": "assistant", "content": " b "}]}
        """)]
    public void Load_AnyFormat_ReadsTheSameRows(string name, string content)
    {
        var data = Load(_folder.Write(name, content), Dev("good film", "a"));

        Assert.Equal(TaskKind.Classification, data.Kind);
        Assert.Equal(["a", "b"], data.Labels.ToArray());
        Assert.Equal(
            content.Contains("messages", StringComparison.Ordinal)
                ? null
                : new DataColumns { Text = content.Contains("sentence", StringComparison.Ordinal) ? "sentence" : "text", Label = "label" },
            data.Columns);
        Assert.Equal([new TaskRow("good \"film", null, 0), new TaskRow("bad, film", null, 1)], data.Train);
        Assert.False(data.Pairs);
        Assert.False(data.DevHeldOut);
    }

    [Theory]
    [InlineData("train.tsv", "sentence1\tsentence2\tlabel\na\tb\t0.5\nc\td\t1\n")]
    [InlineData("train.csv", "premise,hypothesis,score\na,b,0.5\nc,d,1\n")]
    [InlineData("train.jsonl", "{\"text\":\"a\",\"text_pair\":\"b\",\"label\":0.5}\n{\"text\":\"c\",\"text_pair\":\"d\",\"label\":\"1\"}")]
    public void Load_PairsWithFractions_IsRegressionOverPairs(string name, string content)
    {
        var data = Load(_folder.Write(name, content), _folder.Write("dev.tsv", "text_a\ttext_b\ttarget\nx\ty\t3\n"));

        Assert.Equal(TaskKind.Regression, data.Kind);
        Assert.Empty(data.Labels);
        Assert.Equal([new TaskRow("a", "b", 0.5f), new TaskRow("c", "d", 1)], data.Train);
        Assert.Equal([new TaskRow("x", "y", 3)], data.Dev);
        Assert.True(data.Pairs);
    }

    [Fact]
    public void Load_IntegerLabels_AreClassesInOrderOfValue()
    {
        var data = Load(_folder.Write("t.tsv", "text\tlabel\na\t10\nb\t9\nc\t-1\n"), Dev("x", "9"));

        Assert.Equal(["-1", "9", "10"], data.Labels.ToArray());
        Assert.Equal([2f, 1f, 0f], data.Train.Targets.ToArray());
    }

    [Fact]
    public void Load_IntegersAsRegression_AreValues()
    {
        var path = _folder.Write("t.tsv", "text\tlabel\na\t10\nb\t9\n");

        var data = TaskData.Load(path, Dev("x", "9"), new DataColumns(), TaskKind.Regression, 0);

        Assert.Equal([10f, 9f], data.Train.Targets.ToArray());
    }

    [Fact]
    public void Load_BadRowsInBothFiles_AreAllReportedTogether()
    {
        var train = _folder.Write("train.tsv", "text\tlabel\ngood\ta\nonly\n \ta\nfine\tb\nx\t\nnul\0\tb\nmore\tb\textra\n");
        var dev = _folder.Write("dev.jsonl", """
            {"text": "fine", "label": "a"}
            {"text": "new", "label": "c"}
            {"text": 5, "label": "a"}
            {"text": "x"}
            {"text": "x", "label": null}
            {"text": "x", "label": "a"
            ["x"]
            {"text": "\ud800", "label": "a"}
            {"text": "x", "text": "y", "label": "a"}
            """);

        var error = Assert.Throws<TaskGridException>(() => Load(train, dev));

        Assert.Equal(ErrorCodes.DataInvalid, error.Code);
        Assert.StartsWith("13 rows cannot be used", error.Message, StringComparison.Ordinal);
        Assert.Collection(
            error.Details,
            line => Assert.Equal("train.tsv line 3: 1 field, but the header has 2", line),
            line => Assert.Equal("train.tsv line 4: the text is empty", line),
            line => Assert.Equal("train.tsv line 6: the label is empty", line),
            line => Assert.StartsWith("train.tsv line 7: the text contains a NUL", line, StringComparison.Ordinal),
            line => Assert.Equal("train.tsv line 8: 3 fields, but the header has 2", line),
            line => Assert.Equal("dev.jsonl line 3: 'text' is a number instead of a string", line),
            line => Assert.Equal("dev.jsonl line 4: the property 'label' is missing", line),
            line => Assert.Equal("dev.jsonl line 5: 'label' is null instead of a string or a number", line),
            line => Assert.StartsWith("dev.jsonl line 6: not a JSON object", line, StringComparison.Ordinal),
            line => Assert.Equal("dev.jsonl line 7: a list instead of a JSON object", line),
            line => Assert.Equal("dev.jsonl line 8: 'text' holds half of a surrogate pair", line),
            line => Assert.StartsWith("dev.jsonl line 9: not a JSON object", line, StringComparison.Ordinal),
            line => Assert.Equal("dev.jsonl line 2: the label 'c' is not one of the 2 of train.tsv: 'a', 'b'", line));
    }

    [Theory]
    [InlineData("train.tsv", "text\tlabel\na\tLABEL\nb\ty\n", 2)]
    [InlineData("train.csv", "text,label\na,x\nb,LABEL\n", 3)]
    [InlineData("train.jsonl", "{\"text\": \"a\", \"label\": \"LABEL\"}\n{\"text\": \"b\", \"label\": \"y\"}\n", 1)]
    public void Load_LongLabel_IsRefusedWithItsLineBeyondTheLimit(string name, string content, int line)
    {
        string File(int length) => _folder.Write(name, content.Replace("LABEL", new string('l', length), StringComparison.Ordinal));

        Assert.Contains(new string('l', 1_000), Load(File(1_000), Dev("x", name == "train.csv" ? "x" : "y")).Labels);
        var error = Assert.Throws<TaskGridException>(() => Load(File(1_001), null));

        Assert.Equal(ErrorCodes.DataInvalid, error.Code);
        Assert.Equal([$"{name} line {line}: the label has 1,001 characters, more than 1,000; is it the text?"], error.Details);
    }

    [Fact]
    public void Load_ManyBadRows_ListsFiftyAndTheLinesOfTheOthers()
    {
        var lines = Enumerable.Range(0, 1234).Select(row => "text without label\n");

        var error = LoadFails("text\tlabel\n" + string.Concat(lines));

        Assert.StartsWith("1234 rows", error.Message, StringComparison.Ordinal);
        Assert.Equal(51, error.Details.Count);
        Assert.Equal("and 1184 more: train.tsv lines 52-1235", error.Details[^1]);
    }

    [Fact]
    public void Load_ManyBadRowsOfTwoFiles_NamesTheLinesOfBoth()
    {
        var bad = string.Concat(Enumerable.Repeat("text without label\n", 51));

        var error = Assert.Throws<TaskGridException>(() => Load(
            _folder.Write("train.tsv", "text\tlabel\n" + bad + "a\tx\nbad\nbad\nb\ty\nbad\n"),
            _folder.Write("dev.tsv", "text\tlabel\nbad\na\tx\n")));

        Assert.Equal("and 5 more: train.tsv lines 52, 54-55, 57; dev.tsv lines 2", error.Details[^1]);
    }

    [Fact]
    public void Load_BadRowsFarApart_GivesALineOfSomeKilobytes()
    {
        var rows = string.Concat(Enumerable.Repeat("bad\na\tx\n", 100_000));

        var error = LoadFails("text\tlabel\n" + rows);

        Assert.StartsWith("and 99950 more: train.tsv lines 102, 104, 106, ", error.Details[^1], StringComparison.Ordinal);
        Assert.EndsWith(", …", error.Details[^1], StringComparison.Ordinal);
        Assert.InRange(error.Details[^1].Length, 500, 5000);
    }

    [Fact]
    public void Load_SlipAmongFractions_IsReportedAsNotANumber()
    {
        var rows = Enumerable.Range(0, 20).Select(row => $"text\t{row}.5\n");

        var error = LoadFails("text\tlabel\n" + string.Concat(rows) + "text\t3.o\ntext\tNaN\n");

        Assert.Equal(
            ["train.tsv line 22: the label '3.o' is not a number", "train.tsv line 23: the label 'NaN' is not a finite number"],
            error.Details);
    }

    [Theory]
    [InlineData("", "no rows")]
    [InlineData("text\tlabel\n", "no rows")]
    [InlineData("text\tlabel\na\tb\n", "one row")]
    [InlineData("text\tlabel\na\tx\nb\tx\nc\tx\n", "has the label 'x'")]
    [InlineData("text\tlabel\na\t1.5\nb\t1.5\nc\t1.5\n", "has the value 1.5")]
    [InlineData("text\tlabel\na\tx\nb\ty\n", "from the column 'label' and texts from 'text'")]
    [InlineData("good\tbody\nx\tone\nx\ttwo\n", "from the column 'body' and texts from 'good'")]
    [InlineData("text\tlabel\na\t1.5\nb\t2.5\nc\t3.5\n", "too little to hold some rows out for development")]
    [InlineData("text\tlabel\na\t1.5\nb\t1.5\nc\t1.5\nd\t2.5\n", "too little to hold some rows out for development")]
    public void Load_NothingToLearnFrom_SaysWhy(string content, string reason)
    {
        var error = LoadFails(content);

        Assert.Equal(ErrorCodes.DataInvalid, error.Code);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_EmptyDev_SaysSo()
    {
        var train = _folder.Write("train.tsv", "text\tlabel\na\tx\nb\ty\n");

        var error = Assert.Throws<TaskGridException>(() => Load(train, _folder.Write("dev.tsv", "text\tlabel\n")));

        Assert.Contains("dev.tsv holds no rows", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_DevWithEqualValues_CannotBeMeasured()
    {
        var train = _folder.Write("train.tsv", "text\tlabel\na\t0.5\nb\t1\n");

        var error = Assert.Throws<TaskGridException>(
            () => Load(train, _folder.Write("dev.tsv", "text\tlabel\na\t2.5\nb\t2.5\n")));

        Assert.Equal(ErrorCodes.DataInvalid, error.Code);
        Assert.Contains("Every row of dev.tsv has the value 2.5", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_NoDev_HoldsOutTheSameTenthForTheSameSeed()
    {
        var rows = Enumerable.Range(0, 200).Select(row => $"text {row}\t{(row % 4 == 0 ? "rare" : "usual")}\n");
        var path = _folder.Write("train.tsv", "text\tlabel\n" + string.Concat(rows));

        var (first, again, other) = (Load(path, null, 1), Load(path, null, 1), Load(path, null, 2));

        Assert.True(first.DevHeldOut);
        Assert.Equal(20, first.Dev.Count);
        Assert.Equal(5, first.Dev.Count(row => row.Target == 0));
        Assert.Equal(200, first.Train.Concat(first.Dev).Distinct().Count());
        Assert.Equal(first.Dev, again.Dev);
        Assert.NotEqual(first.Dev, other.Dev);
    }

    [Fact]
    public void LoadForEvaluation_UnknownLabels_ListsAll()
    {
        var path = _folder.Write("test.csv", "text,label\nx,a\ny,c\nz,d\n");

        var error = Assert.Throws<TaskGridException>(() => LabelledData.LoadForEvaluation(
            path, new DataColumns(), TaskKind.Classification, ["a", "b"]));

        Assert.Equal(
            [
                "test.csv line 3: the label 'c' is not one of the 2 of the task: 'a', 'b'",
                "test.csv line 4: the label 'd' is not one of the 2 of the task: 'a', 'b'",
            ],
            error.Details);
    }

    [Fact]
    public void LoadForEvaluation_KnownLabels_GivesTheTasksIndices()
    {
        var path = _folder.Write("test.csv", "text,label\nx,b\n");

        var rows = LabelledData.LoadForEvaluation(path, new DataColumns(), TaskKind.Classification, ["a", "b"]);

        Assert.Equal([new TaskRow("x", null, 1)], rows);
    }

    [Fact]
    public void LoadForEvaluation_PairsForATaskOfSingleTexts_IsRefused()
    {
        var path = _folder.Write("test.csv", "sentence1,sentence2,label\nx,y,1\n");

        var error = Assert.Throws<TaskGridException>(() => LabelledData.LoadForEvaluation(
            path, new DataColumns(), TaskKind.Regression, [], pairs: false));

        Assert.Equal(ErrorCodes.ColumnNotFound, error.Code);
    }

    [Theory]
    [InlineData(null, "fraud", "ok")]
    [InlineData("ok", "fraud", "ok")]
    [InlineData("fraud", "ok", "fraud")]
    public void Load_PositiveLabel_IsTheLastOne(string? positive, string first, string last)
    {
        var path = _folder.Write("train.tsv", "text\tlabel\na\tok\nb\tfraud\nc\tok\n");

        var data = TaskData.Load(path, path, new DataColumns(), null, 0, positive);

        Assert.Equal([first, last], data.Labels.ToArray());
        Assert.Equal(["ok", "fraud", "ok"], data.Train.Select(row => data.Labels[(int)row.Target]));
    }

    [Fact]
    public void Load_PositiveLabelThatIsNone_NamesThoseThatAre()
    {
        var path = _folder.Write("train.tsv", "text\tlabel\na\tok\nb\tfraud\nc\tok\n");

        var error = Assert.Throws<TaskGridException>(() => TaskData.Load(path, path, new DataColumns(), null, 0, "Fraud"));

        Assert.Equal(ErrorCodes.InvalidArgument, error.Code);
        Assert.All(["'Fraud'", "'fraud'", "'ok'"], part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Load_Cancelled_Stops()
    {
        var path = _folder.Write("train.tsv", "text\tlabel\na\tx\nb\ty\n");

        Assert.Throws<OperationCanceledException>(
            () => TaskData.Load(path, null, new DataColumns(), null, 0, cancellationToken: new CancellationToken(canceled: true)));
    }

    private string Dev(string text, string label) => _folder.Write("dev.tsv", $"text\tlabel\n{text}\t{label}\n");

    private TaskGridException LoadFails(string content) =>
        Assert.Throws<TaskGridException>(() => Load(_folder.Write("train.tsv", content), null));

    private static TaskData Load(string train, string? dev, int seed = 0) =>
        TaskData.Load(train, dev, new DataColumns(), null, seed);
}
