using Microsoft.AspNetCore.Http;
using TaskGrid.Client.Tests.Fixtures;
using TaskGrid.Client.Tests.Jobs;

namespace TaskGrid.Client.Tests;

public sealed class RouteTests
{
    private static readonly Dictionary<string, Func<TaskGridClient, Task>> Verbs = new()
    {
        ["POST /v1/tasks"] = grid => grid.Tasks.RegisterAsync(new TaskSpec { Name = "a" }),
        ["GET /v1/tasks?after=b&limit=7"] = grid => grid.Tasks.ListAsync(new PageRequest("b", 7)),
        ["GET /v1/tasks/a%2Fb"] = grid => grid.Tasks.GetAsync("a/b"),
        ["PUT /v1/tasks/a"] = grid => grid.Tasks.SetSpecAsync(new TaskSpec { Name = "a" }),
        ["DELETE /v1/tasks/a"] = grid => grid.Tasks.DeleteAsync("a"),
        ["DELETE /v1/tasks/a?onlyVersion=3"] = grid => grid.Tasks.DeleteAsync("a", onlyVersion: 3),
        ["GET /v1/tasks/a/versions/3/diff"] = grid => grid.Tasks.OpenDiffAsync("a", 3),
        ["POST /v1/tasks/a/versions?publishTo=live"] = grid => grid.Tasks.ImportVersionAsync("a", Stream.Null),
        ["POST /v1/tasks/a/versions?publishTo="] = grid => grid.Tasks.ImportVersionAsync("a", Stream.Null, null),
        ["DELETE /v1/tasks/a/versions/3"] = grid => grid.Tasks.DeleteVersionAsync("a", 3),
        ["POST /v1/tasks/a/versions/3/prefetch"] = grid => grid.Tasks.PrefetchAsync("a", 3),
        ["PUT /v1/tasks/a/versions/3/pin"] = grid => grid.Tasks.PinVersionAsync("a", 3),
        ["DELETE /v1/tasks/a/versions/3/pin"] = grid => grid.Tasks.PinVersionAsync("a", 3, isPinned: false),
        ["PUT /v1/tasks/a/aliases/canary"] = grid => grid.Tasks.SetAliasAsync("a", "canary", [new(1, 2)]),
        ["DELETE /v1/tasks/a/aliases/canary"] = grid => grid.Tasks.DeleteAliasAsync("a", "canary"),
        ["POST /v1/tasks/a/aliases/live/rollback"] = grid => grid.Tasks.RollBackAliasAsync("a", "live"),
        ["POST /v1/jobs"] = grid => grid.Jobs.SubmitAsync(Sample.Spec),
        ["GET /v1/jobs?task=a&limit=20"] = grid => grid.Jobs.ListAsync("a", new PageRequest()),
        ["GET /v1/jobs/j"] = grid => grid.Jobs.GetAsync("j"),
        ["POST /v1/jobs/j/cancel"] = grid => grid.Jobs.CancelAsync("j"),
        ["POST /v1/jobs/j/pause"] = grid => grid.Jobs.PauseAsync("j"),
        ["POST /v1/jobs/j/resume"] = grid => grid.Jobs.ResumeAsync("j"),
        ["GET /v1/jobs/j/events?after=2&limit=5"] = grid => grid.Jobs.ListEventsAsync("j", 2, 5),
        ["GET /v1/data?limit=20"] = grid => grid.Files.ListAsync(new PageRequest()),
        ["DELETE /v1/data/f"] = grid => grid.Files.DeleteAsync("f"),
        ["GET /v1/data/f/content"] = grid => grid.Files.OpenAsync("f"),
        ["POST /v1/data/uploads?name=a.tsv&purpose=fine-tune&bytes=9"] =
            grid => grid.Files.Uploads.BeginAsync(new GridFileSpec("a.tsv"), 9),
        ["GET /v1/data/uploads/u"] = grid => grid.Files.Uploads.GetAsync("u"),
        ["POST /v1/data/uploads/u/parts"] = grid => grid.Files.Uploads.AddPartAsync("u", Stream.Null),
        ["POST /v1/data/uploads/u/complete"] = grid => grid.Files.Uploads.CompleteAsync("u", ["p"]),
        ["DELETE /v1/data/uploads/u"] = grid => grid.Files.Uploads.CancelAsync("u"),
        ["POST /v1/evaluate"] = grid => grid.EvaluateAsync(new EvaluateRequest { Model = "a", File = "f" }),
        ["GET /v1/bases"] = grid => grid.Bases.ListAsync(),
        ["POST /v1/bases/a%2Fb/fill"] = grid => grid.Bases.FillAsync("a/b", "[MASK]"),
        ["POST /v1/bases/b/encode"] = grid => grid.Bases.EncodeAsync("b", new TextInput("a")),
        ["GET /v1/nodes"] = grid => grid.ListNodesAsync(),
    };

    public static TheoryData<string> Lines => [.. Verbs.Keys];

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task Verb_OfThePort_SendsItsLine(string line)
    {
        await using var server = await ScriptedServer.StartAsync();
        using var grid = server.Client();
        await Assert.ThrowsAsync<TaskGridException>(() => Verbs[line](grid));
        Assert.Equal(line, server.Seen.Single().Line);
    }

    [Fact]
    public async Task Endpoint_WithAPath_KeepsIt()
    {
        await using var server = await ScriptedServer.StartAsync();
        using var grid = new TaskGridClient(Clients.Options(new Uri(server.Endpoint, "grid/eu")));
        await Assert.ThrowsAsync<TaskGridException>(() => grid.ListNodesAsync());
        Assert.Equal("GET /grid/eu/v1/nodes", server.Seen.Single().Line);
    }

    [Fact]
    public async Task HttpClient_OfTheCaller_KeepsItsHandlersAndStaysOpen()
    {
        await using var server = await ScriptedServer.StartAsync(Answer.AFile(), Answer.AFile());
        using var http = new HttpClient(new TracingHandler());
        new TaskGridClient(http, Clients.Options(server.Endpoint)).Dispose();
        using var grid = new TaskGridClient(http, Clients.Options(server.Endpoint));
        await grid.Files.GetAsync("f");
        Assert.Equal("yes", server.Seen.Single().Header("X-Trace"));
        Assert.Null(server.Seen.Single().Header("Authorization"));
    }

    [Fact]
    public async Task Content_OfAFile_IsStreamed()
    {
        await using var server = await ScriptedServer.StartAsync(context => context.Response.WriteAsync("rows"));
        using var grid = server.Client();
        using var reader = new StreamReader(await grid.Files.OpenAsync("f"));
        Assert.Equal("rows", await reader.ReadToEndAsync());
    }
}
