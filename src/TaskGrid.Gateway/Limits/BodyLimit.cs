using Microsoft.AspNetCore.Http.Metadata;

namespace TaskGrid.Gateway;

/// <summary>The longest body of an address, where it is not that of JSON.</summary>
/// <param name="Bytes">The limit that clients are told.</param>
/// <param name="FormBytes">What a form may take around it.</param>
internal sealed record BodyLimit(long Bytes, long FormBytes = 0) : IRequestSizeLimitMetadata
{
    /// <inheritdoc />
    public long? MaxRequestBodySize => Bytes + FormBytes;
}
