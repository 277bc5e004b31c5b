using TaskGrid.Client.Tests.Fixtures;

namespace TaskGrid.Client.Tests.Http;

public sealed class TimeoutTests
{
    private readonly SkippingTime _time = new();

    [Fact]
    public async Task Attempt_WithoutAnAnswer_IsGivenUpAndTriedAgain()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answer.Silence(() => _time.Expire(Clients.AttemptTimeout)), Answer.AFile());
        using var grid = server.Client(_time);
        Assert.Equal(Answer.File, await grid.Files.GetAsync("file-1"));
    }

    [Fact]
    public async Task Upload_WithoutAnAnswer_IsGivenUpAfterTheLongTimeout()
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Silence(() =>
        {
            _time.Expire(Clients.AttemptTimeout);
            _time.Expire(Clients.LongAttemptTimeout);
        }));
        using var grid = server.Client(_time, maxRetries: 0);
        var error = await Assert.ThrowsAsync<TaskGridException>(
            () => grid.Files.UploadAsync(new GridFileSpec("rows.tsv"), new MemoryStream([1, 2])));
        Assert.Equal(ErrorCodes.ServerUnavailable, error.Code);
        Assert.Contains("POST /v1/data within 300 s", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_CancelledByItsCaller_EndsAtOnce()
    {
        using var cancellation = new CancellationTokenSource();
        await using var server = await ScriptedServer.StartAsync(Answer.Silence(cancellation.Cancel), Answer.AFile());
        using var grid = server.Client(_time);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => grid.Files.GetAsync("file-1", cancellation.Token));
        Assert.Single(server.Seen);
    }

    [Fact]
    public async Task Pause_CancelledByTheCaller_EndsAtOnce()
    {
        using var cancellation = new CancellationTokenSource();
        _time.OnPause = cancellation.CancelAsync;
        await using var server = await ScriptedServer.StartAsync(Answer.Status(503), Answer.AFile());
        using var grid = server.Client(_time);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => grid.Files.GetAsync("file-1", cancellation.Token));
        Assert.Single(server.Seen);
    }
}
