using Azure;
using Azure.Storage.Blobs.Models;

namespace TaskGrid.Storage;

/// <summary>Conditions as the service takes them.</summary>
internal static class AzureConditions
{
    public static BlobRequestConditions Of(BlobCondition condition) => new()
    {
        IfNoneMatch = condition.MustBeAbsent ? ETag.All : null,
        IfMatch = condition.ETag is { } eTag ? new ETag(eTag) : null,
    };
}
