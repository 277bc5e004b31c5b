using TaskGrid.Client.Tests.Fixtures;

namespace TaskGrid.Client.Tests.Http;

public sealed class ErrorTests
{
    private const string Key = "tg-secret";

    [Fact]
    public async Task Problem_OfTheServer_IsThrownWithCodeMessageAndDetails()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answer.Problem(422, ErrorCodes.InvalidArgument, "2 values are wrong.", "epochs", "density"));
        var error = await ErrorAsync(server);
        Assert.Equal((ErrorCodes.InvalidArgument, "2 values are wrong."), (error.Code, error.Message));
        Assert.Equal(["epochs", "density"], error.Details);
    }

    [Fact]
    public async Task Code_ThatTheClientDoesNotKnow_IsKept()
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Problem(401, "unauthorized", "Who are you?"));
        Assert.Equal("unauthorized", (await ErrorAsync(server)).Code);
    }

    [Theory]
    [InlineData(502, "text/html", "<html>Bad gateway</html>")]
    [InlineData(500, "application/problem+json", "{\"title\":")]
    [InlineData(401, "application/problem+json", "{\"title\":\"no code\"}")]
    [InlineData(404, "application/json", "{}")]
    public async Task Answer_WithoutAProblemDocument_TellsStatusAndWhatToDo(int status, string type, string body)
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Text(status, type, body));
        var error = await ErrorAsync(server);
        Assert.Equal(ErrorCodes.ServerUnavailable, error.Code);
        Assert.Contains($"GET /v1/data/file-1 with status {status}", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("<html>", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/html", "<html>Welcome</html>")]
    [InlineData("application/json", "{\"id\":1}")]
    [InlineData("application/json", "null")]
    public async Task Success_ThatIsNotOfTheApi_IsAnErrorAndNotTriedAgain(string type, string body)
    {
        await using var server = await ScriptedServer.StartAsync(Answer.Text(200, type, body), Answer.AFile());
        using var grid = server.Client();
        var error = await Assert.ThrowsAsync<TaskGridException>(() => grid.Files.GetAsync("file-1"));
        Assert.Equal((ErrorCodes.ServerUnavailable, 1), (error.Code, server.Seen.Length));
    }

    [Fact]
    public async Task Key_ThatTheServerRepeats_IsInNoException()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answer.Problem(403, "forbidden", $"The key {Key} may not.", $"{Key} is read-only"));
        var error = await ErrorAsync(server);
        Assert.Equal("Bearer " + Key, server.Seen.Single().Header("Authorization"));
        Assert.DoesNotContain(Key, error + string.Concat(error.Details), StringComparison.Ordinal);
    }

    [Fact]
    public void Options_ThatAreWrong_AreAllNamedWithoutTheKey()
    {
        var options = new TaskGridClientOptions
        {
            Endpoint = new Uri("ftp://user:pass@server"),
            Key = "tg secret",
            MaxRetries = -1,
            AttemptTimeout = TimeSpan.Zero,
        };
        var error = Assert.Throws<TaskGridException>(() => new TaskGridClient(options));
        Assert.Equal((ErrorCodes.InvalidArgument, 4), (error.Code, error.Details.Count));
        var text = error + string.Concat(error.Details) + options;
        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
        Assert.DoesNotContain("pass", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    public async Task Id_ThatWouldLeadElsewhere_IsNotSent(string id)
    {
        await using var server = await ScriptedServer.StartAsync();
        using var grid = server.Client();
        var error = await Assert.ThrowsAsync<TaskGridException>(() => grid.Jobs.GetAsync(id));
        Assert.Equal((ErrorCodes.JobNotFound, 0), (error.Code, server.Seen.Length));
    }

    private static async Task<TaskGridException> ErrorAsync(ScriptedServer server)
    {
        using var grid = server.Client(key: Key, maxRetries: 0);
        return await Assert.ThrowsAsync<TaskGridException>(() => grid.Files.GetAsync("file-1"));
    }
}
