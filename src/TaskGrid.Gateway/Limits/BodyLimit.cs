using Microsoft.AspNetCore.Http.Metadata;

namespace TaskGrid.Gateway;

/// <summary>The longest body of an address, where it is not that of JSON.</summary>
internal sealed record BodyLimit(long? MaxRequestBodySize) : IRequestSizeLimitMetadata;
