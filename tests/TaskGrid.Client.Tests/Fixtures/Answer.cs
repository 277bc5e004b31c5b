using System.Text.Json;
using Microsoft.AspNetCore.Http;
using TaskGrid.Client.Tests.Jobs;

namespace TaskGrid.Client.Tests.Fixtures;

/// <summary>What a server may answer.</summary>
internal static class Answer
{
    /// <summary>A file, as an answer to much.</summary>
    public static readonly GridFile File = new()
    {
        Id = "file-1",
        Name = "rows.tsv",
        Purpose = GridFileSpec.FineTune,
        Bytes = 3,
        Sha256 = new string('a', 64),
        CreatedAt = DateTimeOffset.UnixEpoch,
    };

    /// <summary>A success with JSON.</summary>
    public static RequestDelegate Json(string json) => Text(200, "application/json", json);

    /// <summary>A file.</summary>
    public static RequestDelegate AFile() => Json(JsonSerializer.Serialize(File, GridJson.Default.GridFile));

    /// <summary>A job.</summary>
    public static RequestDelegate AJob(JobStatus status) =>
        Json(JsonSerializer.Serialize(Sample.Job(status), GridJson.Default.JobSnapshot));

    /// <summary>Nothing but a status.</summary>
    public static RequestDelegate Status(int status, string? retryAfter = null) => context =>
    {
        context.Response.StatusCode = status;
        if (retryAfter is not null) context.Response.Headers.RetryAfter = retryAfter;
        return Task.CompletedTask;
    };

    /// <summary>An error as the server tells it.</summary>
    public static RequestDelegate Problem(int status, string code, string detail, params string[] errors) => Text(
        status,
        "application/problem+json",
        $$"""
        {"type":"urn:taskgrid:error:{{code}}","title":"t","status":{{status}},"detail":"{{detail}}","code":"{{code}}",
        "errors":[{{string.Join(',', errors.Select(error => $"\"{error}\""))}}]}
        """);

    /// <summary>A text of a type.</summary>
    public static RequestDelegate Text(int status, string type, string text) => context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        return context.Response.WriteAsync(text);
    };

    /// <summary>A part of an answer, then the connection is cut.</summary>
    /// <param name="type">Its media type.</param>
    /// <param name="part">The part.</param>
    /// <param name="seen">Waited for before the cut, which can destroy what the client has not read yet.</param>
    public static RequestDelegate Cut(string type, string part, Task? seen = null) => async context =>
    {
        await Text(200, type, part)(context);
        await context.Response.Body.FlushAsync();
        if (seen is not null) await seen;
        context.Abort();
    };

    /// <summary>No answer until the client goes away.</summary>
    public static RequestDelegate Silence(Action? asked = null) => async context =>
    {
        var gone = new TaskCompletionSource();
        await using var registration = context.RequestAborted.Register(() => gone.TrySetResult());
        asked?.Invoke();
        await gone.Task;
    };
}
