namespace TaskGrid;

/// <summary>What a store knows of a blob.</summary>
/// <param name="Key">Its key.</param>
/// <param name="ETag">Changes whenever the content does; compared, never interpreted.</param>
/// <param name="Bytes">Length of the content.</param>
/// <param name="ModifiedAt">When it was last written, by the store's clock.</param>
public sealed record BlobInfo(string Key, string ETag, long Bytes, DateTimeOffset ModifiedAt);
