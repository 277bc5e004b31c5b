using TaskGrid.Client.Tests.Fixtures;

namespace TaskGrid.Client.Tests.Jobs;

public sealed class JobEventStreamTests
{
    private static readonly long[] All = [1, 2, 3, 4, 5, 6];
    private readonly SkippingTime _time = new();

    [Fact]
    public async Task Stream_CutInTheMiddleOfAnEvent_GoesOnAfterTheLastWholeOne()
    {
        var second = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = await ScriptedServer.StartAsync(
            Answer.Cut(Sample.Stream, Sample.Events(1, 3)[..^20], second.Task),
            Answer.Text(200, Sample.Stream, Sample.Events(3, 6)));
        using var grid = server.Client(_time);
        var seen = new List<long>();
        await foreach (var each in grid.Jobs.WatchAsync(Sample.Id))
        {
            seen.Add(each.Sequence);
            if (each.Sequence == 2) second.SetResult();
        }

        Assert.Equal(All, seen);
        Assert.Equal([null, "2"], server.Seen.Select(request => request.Header("Last-Event-ID")));
        Assert.Equal(Sample.Stream, server.Seen[0].Header("Accept"));
    }

    [Fact]
    public async Task Stream_ThatEndsWellInTheMiddleOfAnEvent_GoesOn()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answer.Text(200, Sample.Stream, Sample.Events(1, 3)[..^20]),
            Answer.AJob(JobStatus.Running),
            Answer.Text(200, Sample.Stream, Sample.Events(3, 6)));
        using var grid = server.Client(_time);
        Assert.Equal(All, await Sample.WatchAsync(grid));
    }

    [Fact]
    public async Task Events_ThatComeTwice_AreGivenOnce()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answer.Cut(Sample.Stream, Sample.Events(1, 4)), Answer.Text(200, Sample.Stream, Sample.Events(1, 6)));
        using var grid = server.Client(_time);
        Assert.Equal(All, await Sample.WatchAsync(grid));
    }

    [Fact]
    public async Task Gap_InTheEvents_IsAskedForAgainAndThenAnError()
    {
        var gap = Answer.Text(200, Sample.Stream, Sample.Events(1, 2) + Sample.Events(4, 6));
        await using var server = await ScriptedServer.StartAsync(
            gap, Answer.Text(200, Sample.Stream, Sample.Events(3, 6)), gap, gap);
        using var grid = server.Client(_time);
        Assert.Equal(All, await Sample.WatchAsync(grid));
        var error = await Assert.ThrowsAsync<TaskGridException>(() => Sample.WatchAsync(grid));
        Assert.Equal(ErrorCodes.ServerUnavailable, error.Code);
    }

    [Fact]
    public async Task JobThatEndedBefore_WithoutFurtherEvents_EndsTheStream()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answer.Text(200, Sample.Stream, ""),
            Answer.AJob(JobStatus.Succeeded),
            Answer.Text(200, Sample.Stream, ""));
        using var grid = server.Client(_time);
        Assert.Empty(await Sample.WatchAsync(grid, after: 6));
    }

    [Fact]
    public async Task Server_Restarted_GoesOnWithoutGapsAndDuplicates()
    {
        var first = await ScriptedServer.StartAsync(
            async context =>
            {
                await Answer.Text(200, Sample.Stream, Sample.Events(1, 3))(context);
                await context.Response.Body.FlushAsync();
                await Answer.Silence()(context);
            });
        var endpoint = first.Endpoint;
        ScriptedServer? second = null;
        _time.OnPause = async () =>
        {
            // Away for a while, and only then there again.
            if (_time.Pauses.Length == 8)
                second = await ScriptedServer.StartAsync(
                    endpoint.Port, Answer.Text(200, Sample.Stream, Sample.Events(4, 6)));
        };
        using var grid = first.Client(_time);
        var seen = new List<long>();
        await foreach (var each in grid.Jobs.WatchAsync(Sample.Id))
        {
            seen.Add(each.Sequence);
            if (each.Sequence == 3) await first.DisposeAsync();
        }

        Assert.Equal(All, seen);
        await second!.DisposeAsync();
    }

    [Fact]
    public async Task Stream_WithoutABeat_IsOpenedAnew()
    {
        await using var server = await ScriptedServer.StartAsync(
            async context =>
            {
                await Answer.Text(200, Sample.Stream, Sample.Events(1, 3))(context);
                await context.Response.Body.FlushAsync();
                await Answer.Silence()(context);
            },
            Answer.Text(200, Sample.Stream, Sample.Events(4, 6)));
        using var grid = server.Client(_time);
        var seen = new List<long>();
        var events = grid.Jobs.WatchAsync(Sample.Id).GetAsyncEnumerator();
        while (seen.Count < 3 && await events.MoveNextAsync()) seen.Add(events.Current.Sequence);
        var next = events.MoveNextAsync();
        _time.Expire(Clients.StreamIdleTimeout);
        Assert.True(await next);
        Assert.Equal(4, events.Current.Sequence);
        await events.DisposeAsync();
    }

    [Fact]
    public async Task Server_AwayForTooLong_IsGivenUp()
    {
        var server = await ScriptedServer.StartAsync();
        using var grid = server.Client(_time);
        await server.DisposeAsync();
        var error = await Assert.ThrowsAsync<TaskGridException>(() => Sample.WatchAsync(grid));
        Assert.Equal(ErrorCodes.ServerUnavailable, error.Code);
        Assert.InRange(_time.Pauses.Sum(pause => pause.TotalSeconds), 300, 310);
    }

    [Fact]
    public async Task Job_ThatIsNotThere_IsTheServersError()
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Problem(404, ErrorCodes.JobNotFound, "No job."));
        using var grid = server.Client(_time);
        var error = await Assert.ThrowsAsync<TaskGridException>(() => Sample.WatchAsync(grid));
        Assert.Equal(ErrorCodes.JobNotFound, error.Code);
    }

    [Fact]
    public async Task Watching_Cancelled_Ends()
    {
        using var cancellation = new CancellationTokenSource();
        await using var server = await ScriptedServer.StartAsync(async context =>
        {
            await Answer.Text(200, Sample.Stream, Sample.Events(1, 3))(context);
            await context.Response.Body.FlushAsync();
            await Answer.Silence()(context);
        });
        using var grid = server.Client(_time);
        var seen = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var each in grid.Jobs.WatchAsync(Sample.Id).WithCancellation(cancellation.Token))
            {
                if (++seen == 3) await cancellation.CancelAsync();
            }
        });
        Assert.Equal(3, seen);
    }

    [Fact]
    public async Task WaitForCompletion_OfAJob_TellsEveryEventAndReturnsTheEnd()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answer.Text(200, Sample.Stream, Sample.Events(1, 6)), Answer.AJob(JobStatus.Succeeded));
        using var grid = server.Client(_time);
        var progress = new RecordedProgress();
        var job = await grid.Jobs.WaitForCompletionAsync(Sample.Id, progress);
        Assert.Equal(JobStatus.Succeeded, job.Status);
        Assert.Equal(All, progress.Seen);
    }
}
