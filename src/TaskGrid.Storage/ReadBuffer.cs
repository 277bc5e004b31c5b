namespace TaskGrid.Storage;

/// <summary>Buffers for reading streams, no larger than what is left: most blobs are small.</summary>
internal static class ReadBuffer
{
    /// <summary>A buffer, longer than what a stream says is left, but at most <paramref name="maxBytes"/>.</summary>
    public static byte[] For(Stream content, int maxBytes) =>
        new byte[content.CanSeek ? Math.Clamp(content.Length - content.Position + 1, 1, maxBytes) : maxBytes];
}
