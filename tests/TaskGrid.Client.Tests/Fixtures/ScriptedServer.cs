using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace TaskGrid.Client.Tests.Fixtures;

/// <summary>A server on a free port that gives one answer after the other and keeps what it was asked.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly ConcurrentQueue<RequestDelegate> _script;
    private readonly ConcurrentQueue<SeenRequest> _seen = [];
    private readonly WebApplication _app;

    private ScriptedServer(WebApplication app, IEnumerable<RequestDelegate> script)
    {
        (_app, _script) = (app, new(script));
        app.Run(AnswerAsync);
    }

    /// <summary>Where it listens.</summary>
    public Uri Endpoint => new(_app.Urls.Single());

    /// <summary>The requests so far.</summary>
    public SeenRequest[] Seen => [.. _seen];

    /// <summary>Starts a server.</summary>
    public static Task<ScriptedServer> StartAsync(params RequestDelegate[] script) => StartAsync(0, script);

    /// <summary>Starts a server on a port, where one was before.</summary>
    public static async Task<ScriptedServer> StartAsync(int port, params RequestDelegate[] script)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}").UseShutdownTimeout(TimeSpan.FromSeconds(1));
        var server = new ScriptedServer(builder.Build(), script);
        await server._app.StartAsync();
        return server;
    }

    /// <summary>A client of this server.</summary>
    public TaskGridClient Client(SkippingTime? time = null, string? key = null, int maxRetries = 5) =>
        new(Clients.Options(Endpoint, time, key, maxRetries));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var answer = _script.TryDequeue(out var next) ? next : Answer.Status(StatusCodes.Status418ImATeapot);
        _seen.Enqueue(await SeenRequest.ReadAsync(context.Request));
        await answer(context);
    }
}
