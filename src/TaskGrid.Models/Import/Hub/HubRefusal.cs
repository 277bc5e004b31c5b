using System.Net;

namespace TaskGrid.Models;

/// <summary>Tells a file that a model lacks from a model that cannot be had.</summary>
internal static class HubRefusal
{
    /// <summary>Whether the hub says that the model lacks a file.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="what">The file and its model, for the message.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.DownloadFailed"/>: the answer is neither a file nor
    /// its absence.</exception>
    public static bool IsAbsent(HubResponse response, string what) => (response.Status, response.ErrorCode) switch
    {
        (HttpStatusCode.OK or HttpStatusCode.PartialContent or HttpStatusCode.RequestedRangeNotSatisfiable, _) => false,
        // A redirection is left only when it says that the file is there.
        (>= HttpStatusCode.Ambiguous and < HttpStatusCode.BadRequest, _) => false,
        (HttpStatusCode.NotFound, "RepoNotFound" or "RevisionNotFound") => throw Failed(
            what, "there is no such model or revision. Check its name and revision, and HF_ENDPOINT."),
        (HttpStatusCode.NotFound, _) => true,
        (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden, _) => throw Failed(
            what, "the hub refuses access: the model does not exist, is private, or asks for consent to its terms on "
            + "its page. Check its name, and set HF_TOKEN to an access token that may read it."),
        _ => throw Failed(
            what, $"the hub answers {(int)response.Status} ({response.Message.ReasonPhrase}). Check HF_ENDPOINT, or "
            + "import from a folder."),
    };

    private static TaskGridException Failed(string what, string reason) =>
        new(ErrorCodes.DownloadFailed, $"Cannot download {what}: {reason}");
}
