using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using TaskGrid.Gateway.Tests.Fixtures;

namespace TaskGrid.Gateway.Tests.Contract;

/// <summary>The OpenAPI document against the addresses that the server has.</summary>
public sealed partial class OpenApiDocumentTests(TrainedServer server) : IClassFixture<TrainedServer>
{
    // They act on what their path names.
    private static readonly string[] WithoutBody = ["/cancel", "/pause", "/resume", "/rollback", "/prefetch", "/pin"];

    [Fact]
    public async Task Document_HasEveryAddressWithItsBodiesAndErrors()
    {
        var document = await server.Client.CallAsync("GET /openapi/v1.json");
        var operations = Operations().ToList();
        Assert.True(operations.Count > 50, $"{operations.Count} addresses");
        Assert.All(operations, each =>
        {
            var operation = document["paths"]?[each.Path]?[each.Method.ToLowerInvariant()];
            Assert.True(operation is not null, "is not in the document");
            Assert.False(string.IsNullOrEmpty((string?)operation["summary"]), "has no summary");
            var responses = operation["responses"]!.AsObject();
            var success = responses.Single(response => response.Key.StartsWith('2'));
            if (success.Key != "204") Assert.True(SchemaOf(success.Value) is not null, "does not say what it answers");
            if (each.Method is "POST" or "PUT" && !WithoutBody.Any(each.Path.EndsWith)
                && !(each.Path == "/v1/data/uploads" && each.Method == "POST"))
            {
                Assert.True(SchemaOf(operation["requestBody"]) is not null, "does not say what it takes");
            }

            if (each.Path.StartsWith("/health", StringComparison.Ordinal)) return;
            var shape = each.Path.StartsWith("/hf", StringComparison.Ordinal) ? "HuggingFaceError"
                : IsOpenAi().IsMatch(each.Path) ? "OpenAiErrorDocument"
                : "ProblemBody";
            Assert.Equal(shape, ErrorShapes.Of(each.Path) switch
            {
                ErrorShape.HuggingFace => "HuggingFaceError",
                ErrorShape.OpenAi => "OpenAiErrorDocument",
                _ => "ProblemBody",
            });
            foreach (var status in (string[])["400", "401", "403", "404", "409", "413", "429", "503"])
                Assert.EndsWith("/" + shape, (string?)SchemaOf(responses[status])?["$ref"] ?? "", StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Document_NamesThingsAsTheyAreSent()
    {
        var document = await server.Client.CallAsync("GET /openapi/v1.json");
        var schemas = document["components"]!["schemas"]!;
        Assert.True(schemas["FineTuningRequest"]!["properties"]!.AsObject().ContainsKey("training_file"));
        Assert.True(schemas["HuggingFaceError"]!["properties"]!.AsObject().ContainsKey("error_type"));
        Assert.True(schemas["JobSpec"]!["properties"]!.AsObject().ContainsKey("continueFrom"));
        var parameters = document["paths"]!["/v1/tasks/{task}/aliases/{alias}/rollback"]!["post"]!["parameters"]!.AsArray();
        Assert.Contains(parameters, each => (string?)each!["name"] == "Idempotency-Key" && (string?)each["in"] == "header");
        foreach (Match reference in Reference().Matches(document.ToJsonString()))
            Assert.NotNull(schemas[reference.Groups[1].Value]);
    }

    [Fact]
    public async Task Document_OfAServerWithKeys_SaysSo()
    {
        await using var keyed = await TestServer.StartAsync(new GatewayOptions());
        var document = await keyed.Client().CallAsync("GET /openapi/v1.json");
        var (name, scheme) = Assert.Single(document["components"]!["securitySchemes"]!.AsObject());
        Assert.Equal("bearer", (string?)scheme!["scheme"]);
        Assert.NotNull(document["security"]![0]![name]);
        Assert.Null((await server.Client.CallAsync("GET /openapi/v1.json"))["components"]!["securitySchemes"]);
    }

    private IEnumerable<(string Method, string Path)> Operations() =>
        from endpoint in server.Server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let path = Constraint().Replace(endpoint.RoutePattern.RawText!, "}")
        where !path.StartsWith("/openapi", StringComparison.Ordinal)
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []
        select (method, path.Length > 1 ? path.TrimEnd('/') : path);

    private static JsonNode? SchemaOf(JsonNode? body) =>
        body?["content"]?.AsObject().Select(content => content.Value?["schema"]).FirstOrDefault();

    [GeneratedRegex(":[a-z]+}")]
    private static partial Regex Constraint();

    [GeneratedRegex("^/v1/(files|fine_tuning|models|chat)")]
    private static partial Regex IsOpenAi();

    [GeneratedRegex("\"#/components/schemas/([^\"]+)\"")]
    private static partial Regex Reference();
}
