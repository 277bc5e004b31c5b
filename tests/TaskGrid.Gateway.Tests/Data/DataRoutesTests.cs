using System.Text.Json.Nodes;
using TaskGrid.Gateway.Tests.Fixtures;

namespace TaskGrid.Gateway.Tests.Data;

public sealed class DataRoutesTests(TrainedServer server) : IClassFixture<TrainedServer>
{
    private readonly HttpClient _client = server.Client;

    [Fact]
    public async Task File_UploadedReadAndRemoved_IsTheSameFileOnBothApis()
    {
        var rows = GridData.Rows(8, seed: 3);
        var id = await _client.UploadAsync(rows);
        Assert.Equal("rows.tsv", (string)(await _client.CallAsync($"GET /v1/data/{id}"))["name"]!);
        Assert.Equal(rows, await _client.GetByteArrayAsync($"/v1/data/{id}/content"));
        Assert.Equal(rows, await _client.GetByteArrayAsync($"/v1/files/{id}/content"));
        Assert.Equal("rows.tsv", (string)(await _client.CallAsync($"GET /v1/files/{id}"))["filename"]!);
        var newest = await _client.CallAsync("GET /v1/data?limit=1");
        Assert.Equal(id, (string)newest["items"]![0]!["id"]!);
        await _client.CallAsync($"DELETE /v1/data/{id}", null, 204);
        await _client.CallAsync($"GET /v1/data/{id}", null, 404);
        await _client.CallAsync($"GET /v1/files/{id}/content", null, 404);
    }

    [Fact]
    public async Task Upload_Repeated_IsStoredOnce()
    {
        var rows = GridData.Rows(8, seed: 4);
        Assert.Equal(await _client.UploadAsync(rows, "u1"), await _client.UploadAsync(rows, "u1"));
    }

    [Fact]
    public async Task Upload_WithAWrongNameOrPurpose_IsRefused()
    {
        foreach (var query in new[] { "", "?name=a%0Ab.tsv", "?name=a&purpose=x", "?name=" })
        {
            using var rows = new ByteArrayContent(GridData.Rows(2));
            var (answer, body) = await _client.SendAsync("POST /v1/data" + query, rows);
            Assert.Equal(400, (int)answer.StatusCode);
            Assert.Contains("invalid_argument", body);
        }
    }

    // What `curl --data-binary @FILE` sends of a file that is not there.
    [Fact]
    public async Task Upload_WithoutContent_IsRefused()
    {
        using var raw = new ByteArrayContent([]);
        var (answer, body) = await _client.SendAsync("POST /v1/data?name=none.tsv", raw);
        Assert.Equal(400, (int)answer.StatusCode);
        Assert.Equal("invalid_argument", (string)JsonNode.Parse(body)!["code"]!);
        Assert.Contains("'none.tsv' is empty", body);

        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent([]), "file", "none.tsv" }, { new StringContent("fine-tune"), "purpose" },
        };
        (answer, body) = await _client.SendAsync("POST /v1/files", form);
        Assert.Equal(400, (int)answer.StatusCode);
        var error = JsonNode.Parse(body)!["error"]!;
        Assert.Equal(
            ("invalid_request_error", "invalid_argument", "file"),
            ((string)error["type"]!, (string)error["code"]!, (string)error["param"]!));
        Assert.Contains("'none.tsv' is empty", body);
        await _client.CallAsync("POST /v1/data/uploads?name=none.tsv&bytes=0", null, 400);
    }
}
