namespace TaskGrid;

/// <summary>A blob that was read as a whole.</summary>
/// <param name="Info">What is known of it: the ETag belongs to these bytes.</param>
/// <param name="Bytes">Its content.</param>
public sealed record BlobContent(BlobInfo Info, byte[] Bytes);
