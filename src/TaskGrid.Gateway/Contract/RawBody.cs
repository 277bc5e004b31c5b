namespace TaskGrid.Gateway;

/// <summary>An address whose body is no JSON, for the OpenAPI document.</summary>
/// <param name="IsAnswer">Whether it is the answer's body; else the request's.</param>
/// <param name="ContentType">Its content type.</param>
internal sealed record RawBody(bool IsAnswer, string ContentType)
{
    /// <summary>Bytes of a file.</summary>
    public const string Octets = "application/octet-stream";

    /// <summary>A form with a file.</summary>
    public const string Form = "multipart/form-data";
}
