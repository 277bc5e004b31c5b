using Azure;
using Azure.Storage.Blobs.Models;

namespace TaskGrid.Storage;

/// <summary>Conditions and ETags as the service takes and gives them.</summary>
internal static class AzureConditions
{
    public static BlobRequestConditions Of(BlobCondition condition) => new()
    {
        IfNoneMatch = condition.MustBeAbsent ? ETag.All : null,
        IfMatch = condition.ETag is { } eTag ? new ETag($"\"{eTag}\"") : null,
    };

    /// <summary>An ETag as text. Headers have it in quotes, listings without.</summary>
    public static string TextOf(ETag eTag) => eTag.ToString().Trim('"');
}
