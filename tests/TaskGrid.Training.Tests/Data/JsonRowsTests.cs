using TaskGrid.Training.Data;

namespace TaskGrid.Training.Tests.Data;

public sealed class JsonRowsTests : IDisposable
{
    private readonly DataFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Load_SecondTextInALaterRowOnly_IsNotLeftOutSilently()
    {
        var error = LoadFails("""
            {"text": "a", "label": "x"}
            {"text": "b", "text_pair": "c", "label": "y"}
            """);

        Assert.Equal(
            "train.jsonl line 2: has the properties 'text', 'text_pair', 'label', but the rows above have 'text', 'label'",
            Assert.Single(error.Details));
    }

    [Fact]
    public void Load_OtherPropertiesThatDoNotMatter_AreIgnored()
    {
        var data = Load("""
            {"text": "a", "label": true, "source": 1}
            {"id": 7, "label": false, "text": "b"}
            {"label": false, "text": "c"}
            """);

        Assert.Equal(["false", "true"], data.Labels.ToArray());
    }

    [Fact]
    public void Load_ChatsOfParts_JoinsTheirTexts()
    {
        var path = _folder.Write("chats.jsonl", """
            {"messages": [{"role": "user", "content": [{"type": "text", "text": "a"}, {"text": "b"}]}, {"role": "assistant", "content": "x"}]}
            {"messages": [{"role": "user", "content": "c"}, {"role": "assistant", "content": [{"type": "text", "text": "y"}]}]}
            """);

        var data = TaskData.Load(path, path, new DataColumns(), null, 0);
        Assert.Equal([new TaskRow("ab", null, 0), new TaskRow("c", null, 1)], data.Train);
        Assert.Equal(["x", "y"], data.Labels.ToArray());
    }

    [Fact]
    public void Load_ChatsWithoutAnswerOrQuestion_AreReported()
    {
        var error = LoadFails("""
            {"messages": [{"role": "user", "content": "a"}, {"role": "assistant", "content": "x"}, {"role": "user", "content": "b"}]}
            {"messages": [{"role": "assistant", "content": "x"}]}
            {"messages": "x"}
            {"messages": ["x"]}
            {"messages": [{"role": "user", "content": ["a"]}]}
            {"text": "a", "label": "x"}
            """);

        Assert.Collection(
            error.Details,
            line => Assert.EndsWith("line 1: 'messages' holds no answer of the role 'assistant' to the last user", line, StringComparison.Ordinal),
            line => Assert.EndsWith("line 2: 'messages' holds no message of the role 'user'", line, StringComparison.Ordinal),
            line => Assert.EndsWith("line 3: 'messages' is not a list", line, StringComparison.Ordinal),
            line => Assert.EndsWith("line 4: 'messages' holds a string instead of an object", line, StringComparison.Ordinal),
            line => Assert.EndsWith("line 5: 'content' is neither a text nor a list of parts of the type 'text'", line, StringComparison.Ordinal),
            line => Assert.Contains("line 6: has the properties 'text', 'label'", line, StringComparison.Ordinal));
    }

    [Fact]
    public void Load_NoUsualProperty_ListsWhatIsThere()
    {
        var error = LoadFails("""{"a": "x", "b": "y"}""");

        Assert.Equal(ErrorCodes.ColumnNotFound, error.Code);
        Assert.Contains("'a', 'b'", error.Message, StringComparison.Ordinal);
    }

    private TaskData Load(string content) =>
        TaskData.Load(_folder.Write("train.jsonl", content), null, new DataColumns(), null, 0);

    private TaskGridException LoadFails(string content) => Assert.Throws<TaskGridException>(() => Load(content));
}
