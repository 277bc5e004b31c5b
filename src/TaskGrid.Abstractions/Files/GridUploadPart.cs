namespace TaskGrid;

/// <summary>A part of an upload.</summary>
/// <param name="Id">The SHA-256 of its bytes, 64 lower-case hexadecimal digits.</param>
/// <param name="Bytes">Its length.</param>
public sealed record GridUploadPart(string Id, long Bytes);
