using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace TaskGrid.Client.Tests.Fixtures;

/// <summary>What a server was asked.</summary>
/// <param name="Line">Verb, path and query.</param>
/// <param name="Headers">By name.</param>
/// <param name="Body">As text.</param>
internal sealed record SeenRequest(string Line, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public static async Task<SeenRequest> ReadAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        var line = $"{request.Method} {new Uri(request.GetEncodedUrl()).PathAndQuery}";
        var headers = request.Headers.ToDictionary(
            header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        return new SeenRequest(line, headers, await reader.ReadToEndAsync());
    }

    public string? Header(string name) => Headers.GetValueOrDefault(name);
}
