namespace TaskGrid;

/// <summary>What was removed because nothing refers to it.</summary>
/// <param name="Blobs">How many blobs.</param>
/// <param name="Bytes">Their bytes.</param>
public sealed record StoreCollection(int Blobs, long Bytes);
