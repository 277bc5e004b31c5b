using System.Net;

namespace TaskGrid.Models;

/// <summary>A hub's answer, at the end of its redirections.</summary>
/// <param name="message">The last answer.</param>
/// <param name="hops">All answers, the last one included.</param>
internal sealed class HubResponse(HttpResponseMessage message, IReadOnlyList<HttpResponseMessage> hops) : IDisposable
{
    // Headers of large files: the hub states hash and size before it redirects to a storage service, whose own headers
    // mean other things.
    private const string LinkedTag = "X-Linked-ETag";
    private const string LinkedSize = "X-Linked-Size";

    public HttpResponseMessage Message => message;

    public HttpStatusCode Status => message.StatusCode;

    /// <summary>The commit that the revision stands for, or null.</summary>
    public string? Commit => Header("X-Repo-Commit");

    /// <summary>What the hub says is wrong, e.g. <c>RepoNotFound</c>, or null.</summary>
    public string? ErrorCode => Header("X-Error-Code");

    /// <summary>Names the content, without quotes; null when there is no tag that vouches for every byte.</summary>
    public string? Tag => Strong(Header(LinkedTag)) ?? Strong(message.Headers.ETag?.ToString());

    /// <summary>The SHA-256 of the content, or null when the tag is not one.</summary>
    public string? Sha256 =>
        Tag is { Length: 64 } tag && tag.All(char.IsAsciiHexDigit) ? tag.ToLowerInvariant() : null;

    /// <summary>Bytes of the whole file as the hub states them, or null.</summary>
    public long? StatedBytes => long.TryParse(Header(LinkedSize), out var bytes) ? bytes : null;

    /// <summary>Bytes of the whole file as this answer announces them, or null.</summary>
    public long? AnnouncedBytes => Status == HttpStatusCode.OK
        ? message.Content.Headers.ContentLength
        : message.Content.Headers.ContentRange?.Length;

    public void Dispose()
    {
        foreach (var hop in hops) hop.Dispose();
    }

    private string? Header(string name) => hops
        .Select(hop => hop.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null)
        .FirstOrDefault(value => value is not null);

    private static string? Strong(string? tag) =>
        tag is null || tag.StartsWith("W/", StringComparison.Ordinal) ? null : tag.Trim('"');
}
