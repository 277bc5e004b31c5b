using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TaskGrid.Gateway.Tests.Fixtures;

/// <summary>Calls of the HTTP API as any program makes them: paths and JSON texts.</summary>
internal static class Api
{
    /// <summary>Sends a request and checks the status of its answer.</summary>
    public static async Task<JsonNode> CallAsync(
        this HttpClient client,
        string call,
        string? json = null,
        int status = 200,
        params (string Name, string Value)[] headers)
    {
        var (answer, body) = await client.SendAsync(call, json is null ? null : Json(json), headers);
        Assert.True((int)answer.StatusCode == status, $"{call} answered {(int)answer.StatusCode}: {body}");
        return body.Length == 0 ? new JsonObject() : JsonNode.Parse(body)!;
    }

    /// <summary>Sends a request.</summary>
    public static async Task<(HttpResponseMessage Answer, string Body)> SendAsync(
        this HttpClient client, string call, HttpContent? content, params (string Name, string Value)[] headers)
    {
        var parts = call.Split(' ', 2);
        using var request = new HttpRequestMessage(new HttpMethod(parts[0]), parts[1]) { Content = content };
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        var answer = await client.SendAsync(request);
        return (answer, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>A JSON body.</summary>
    public static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    /// <summary>Uploads rows.</summary>
    public static async Task<string> UploadAsync(this HttpClient client, byte[] rows, string? key = null)
    {
        using var content = new ByteArrayContent(rows);
        content.Headers.ContentType = new MediaTypeHeaderValue("text/tab-separated-values");
        (string, string)[] headers = key is null ? [] : [("Idempotency-Key", key)];
        var (answer, body) = await client.SendAsync("POST /v1/data?name=rows.tsv", content, headers);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, body);
        return (string)JsonNode.Parse(body)!["id"]!;
    }

    /// <summary>A job's body.</summary>
    public static string Job(string task, string file, int epochs = 1) => JsonSerializer.Serialize(new
    {
        train = new
        {
            task,
            @base = SampleBases.Name,
            trainFile = file,
            structured = true,
            epochs,
            batchSize = 4,
            threads = 1,
            precision = "fp32",
        },
    });

    /// <summary>Trains a task to the end.</summary>
    public static async Task<JsonNode> TrainAsync(this HttpClient client, string task, int rows = 24, int seed = 1)
    {
        var file = await client.UploadAsync(GridData.Rows(rows, seed));
        var job = await client.CallAsync("POST /v1/jobs", Job(task, file), 202);
        return await client.EndAsync((string)job["id"]!);
    }

    /// <summary>Waits for the end of a job: the stream of its events ends then.</summary>
    public static async Task<JsonNode> EndAsync(this HttpClient client, string id)
    {
        await client.EventsAsync(id);
        return await client.CallAsync($"GET /v1/jobs/{id}");
    }

    /// <summary>Asks until the answer is as wanted: addresses tell only those who ask.</summary>
    public static async Task ReachAsync(this HttpClient client, string call, Func<JsonNode, bool> isWanted)
    {
        for (var i = 0; i < 6000; i++)
        {
            if (isWanted(await client.CallAsync(call))) return;
            await Task.Delay(50);
        }

        Assert.Fail($"{call} did not answer so within five minutes.");
    }

    /// <summary>The whole stream of a job's events, as text.</summary>
    public static async Task<string> EventsAsync(this HttpClient client, string id, params (string, string)[] headers)
    {
        var (answer, body) = await client.SendAsync(
            $"GET /v1/jobs/{id}/events", null, [("Accept", "text/event-stream"), .. headers]);
        Assert.True(answer.IsSuccessStatusCode, body);
        return body;
    }
}
