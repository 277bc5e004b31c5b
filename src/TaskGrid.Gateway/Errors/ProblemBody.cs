namespace TaskGrid.Gateway;

/// <summary>An error as <c>application/problem+json</c>.</summary>
/// <param name="Type"><c>urn:taskgrid:error:CODE</c>.</param>
/// <param name="Title">The code in words.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">What is wrong and what to do.</param>
/// <param name="Code">The stable code.</param>
/// <param name="Errors">Every single problem, when there are several.</param>
internal sealed record ProblemBody(
    string Type, string Title, int Status, string Detail, string Code, IReadOnlyList<string> Errors)
{
    /// <summary>The body of an error.</summary>
    public static ProblemBody Of(ApiError error)
    {
        var words = error.Code.Replace('_', ' ');
        return new ProblemBody(
            "urn:taskgrid:error:" + error.Code,
            char.ToUpperInvariant(words[0]) + words[1..],
            error.Status,
            error.Message,
            error.Code,
            error.Details);
    }
}
