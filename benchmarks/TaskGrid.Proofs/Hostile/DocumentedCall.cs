using System.Text.Json;

namespace TaskGrid.Proofs.Hostile;

/// <summary>A call that a server's OpenAPI document has.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">The path, with its parameters in braces.</param>
/// <param name="Query">Names of the parameters of its query.</param>
internal sealed record DocumentedCall(string Method, string Path, string[] Query)
{
    /// <summary>All calls of a server.</summary>
    public static async Task<DocumentedCall[]> ReadAllAsync(HttpClient server, CancellationToken cancellationToken)
    {
        using var document = JsonDocument.Parse(
            await server.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative), cancellationToken));
        return
        [
            .. from path in document.RootElement.GetProperty("paths").EnumerateObject()
               from operation in path.Value.EnumerateObject()
               where operation.Value.ValueKind == JsonValueKind.Object
               select new DocumentedCall(operation.Name.ToUpperInvariant(), path.Name, QueryOf(operation.Value)),
        ];
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Method} {Path}";

    private static string[] QueryOf(JsonElement operation) =>
        operation.TryGetProperty("parameters", out var parameters)
            ?
            [
                .. from parameter in parameters.EnumerateArray()
                   where parameter.GetProperty("in").GetString() == "query"
                   select parameter.GetProperty("name").GetString()!,
            ]
            : [];
}
