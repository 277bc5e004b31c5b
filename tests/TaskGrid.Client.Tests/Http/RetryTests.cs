using TaskGrid.Client.Tests.Fixtures;
using TaskGrid.Client.Tests.Jobs;

namespace TaskGrid.Client.Tests.Http;

public sealed class RetryTests
{
    private readonly SkippingTime _time = new();

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task Get_AfterATransientStatus_IsTriedAgain(int status)
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Status(status), Answer.AFile());
        using var grid = server.Client(_time);
        Assert.Equal(Answer.File, await grid.Files.GetAsync("file-1"));
        Assert.Equal(2, server.Seen.Length);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(500)]
    [InlineData(301)]
    public async Task Get_AfterAnotherStatus_IsNotTriedAgain(int status)
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Status(status), Answer.AFile());
        using var grid = server.Client(_time);
        await Assert.ThrowsAsync<TaskGridException>(() => grid.Files.GetAsync("file-1"));
        Assert.Single(server.Seen);
    }

    [Fact]
    public async Task Pauses_BetweenRetries_DoubleUpToTheLongestAndKeepHalf()
    {
        await using var server = await ScriptedServer.StartAsync(
            [.. Enumerable.Repeat(Answer.Status(503), 9), Answer.AFile()]);
        using var grid = server.Client(_time, maxRetries: 9);
        await grid.Files.GetAsync("file-1");
        double[] full = [0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 10, 10, 10];
        Assert.Equal(full.Length, _time.Pauses.Length);
        Assert.All(_time.Pauses.Zip(full), pair => Assert.InRange(pair.First.TotalSeconds, pair.Second / 2, pair.Second));
        Assert.NotEqual(_time.Pauses[^1], _time.Pauses[^2]);
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("Tue, 01 Jan 2030 00:00:30 GMT", 30)]
    public async Task RetryAfter_OfTheServer_IsWaitedFor(string value, int seconds)
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Status(429, value), Answer.AFile());
        using var grid = server.Client(_time);
        await grid.Files.GetAsync("file-1");
        Assert.Equal([TimeSpan.FromSeconds(seconds)], _time.Pauses);
    }

    [Fact]
    public async Task RetryAfter_LongerThanAllowed_EndsTheCallWithTheServersError()
    {
        await using var server = await ScriptedServer.StartAsync(async context =>
        {
            context.Response.Headers.RetryAfter = "3600";
            await Answer.Problem(429, ErrorCodes.QueueFull, "Too many jobs wait.")(context);
        });
        using var grid = server.Client(_time);
        var error = await Assert.ThrowsAsync<TaskGridException>(() => grid.Jobs.SubmitAsync(Sample.Spec));
        Assert.Equal(ErrorCodes.QueueFull, error.Code);
        Assert.Empty(_time.Pauses);
    }

    [Fact]
    public async Task Retries_UsedUp_ThrowTheLastError()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answer.Status(503), Answer.Status(503), Answer.Problem(503, ErrorCodes.StoreUnavailable, "No store."));
        using var grid = server.Client(_time, maxRetries: 2);
        var error = await Assert.ThrowsAsync<TaskGridException>(() => grid.Files.GetAsync("file-1"));
        Assert.Equal((ErrorCodes.StoreUnavailable, 3), (error.Code, server.Seen.Length));
    }

    [Fact]
    public async Task RollBack_AfterATransientStatus_IsTriedAgainWithTheSameKey()
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Status(503), Answer.Status(400));
        using var grid = server.Client(_time);
        await Assert.ThrowsAsync<TaskGridException>(() => grid.Tasks.RollBackAliasAsync("reviews", "live"));
        Assert.Equal(2, server.Seen.Length);
        Assert.NotNull(server.Seen[0].Header("Idempotency-Key"));
        Assert.Equal(server.Seen[0].Header("Idempotency-Key"), server.Seen[1].Header("Idempotency-Key"));
    }

    [Fact]
    public async Task Answer_CutInTheMiddle_IsAskedForAgain()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answer.Cut("application/json", """{"id":"file-"""), Answer.AFile());
        using var grid = server.Client(_time);
        Assert.Equal(Answer.File, await grid.Files.GetAsync("file-1"));
    }

    [Fact]
    public async Task Delete_WhoseAnswerWasLost_IsAskedForAgainWithTheSameKey()
    {
        await using var server = await ScriptedServer.StartAsync(
            context =>
            {
                context.Abort();
                return Task.CompletedTask;
            },
            Answer.Status(204));
        using var grid = server.Client(_time);
        await grid.Files.DeleteAsync("file-1");
        Assert.NotNull(server.Seen[0].Header("Idempotency-Key"));
        Assert.Equal(server.Seen[0].Header("Idempotency-Key"), server.Seen[1].Header("Idempotency-Key"));
    }
}
