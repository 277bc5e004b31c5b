using System.Text;
using TaskGrid.Client.Tests.Fixtures;
using TaskGrid.Client.Tests.Jobs;

namespace TaskGrid.Client.Tests.Http;

public sealed class IdempotencyTests
{
    private const string Header = "Idempotency-Key";

    [Fact]
    public async Task Submit_WithoutAKey_SendsOneForAllItsAttempts()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answer.Status(503), Answer.AJob(JobStatus.Queued), Answer.AJob(JobStatus.Queued));
        using var grid = server.Client();
        await grid.Jobs.SubmitAsync(Sample.Spec);
        await grid.Jobs.SubmitAsync(Sample.Spec);
        var keys = server.Seen.Select(request => request.Header(Header)).ToArray();
        Assert.NotNull(keys[0]);
        Assert.Equal(keys[0], keys[1]);
        Assert.NotEqual(keys[1], keys[2]);
    }

    [Fact]
    public async Task Submit_WithAKey_SendsIt()
    {
        await using var server = await ScriptedServer.StartAsync(Answer.AJob(JobStatus.Queued));
        using var grid = server.Client();
        await grid.Jobs.SubmitAsync(Sample.Spec, "job 1");
        Assert.Equal("job 1", server.Seen.Single().Header(Header));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" x")]
    [InlineData("line\nend")]
    [InlineData("ключ")]
    public async Task Submit_WithAKeyThatCannotBeSent_Throws(string key)
    {
        await using var server = await ScriptedServer.StartAsync();
        using var grid = server.Client();
        var error = await Assert.ThrowsAsync<TaskGridException>(() => grid.Jobs.SubmitAsync(Sample.Spec, key));
        Assert.Equal(ErrorCodes.InvalidArgument, error.Code);
        Assert.Empty(server.Seen);
    }

    [Fact]
    public async Task Upload_FromASeekableStream_IsSentAgainFromWhereItStood()
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Status(503), Answer.AFile());
        using var grid = server.Client();
        using var content = new MemoryStream(Encoding.UTF8.GetBytes("skipped rows")) { Position = 8 };
        await grid.Files.UploadAsync(new GridFileSpec("my rows.tsv"), content);
        Assert.Equal(["rows", "rows"], server.Seen.Select(request => request.Body));
        Assert.Equal("POST /v1/data?name=my%20rows.tsv&purpose=fine-tune", server.Seen[0].Line);
        Assert.Equal("4", server.Seen[0].Header("Content-Length"));
        Assert.True(content.CanRead);
    }

    [Fact]
    public async Task Upload_FromAStreamThatCannotSeek_IsSentOnce()
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Status(503), Answer.AFile());
        using var grid = server.Client();
        using var content = new OneWayStream(Encoding.UTF8.GetBytes("rows"));
        await Assert.ThrowsAsync<TaskGridException>(() => grid.Files.UploadAsync(new GridFileSpec("rows.tsv"), content));
        Assert.Equal("rows", server.Seen.Single().Body);
    }
}
