namespace TaskGrid.Models;

/// <summary>Turns text into ids of pieces, without special tokens. Safe for concurrent use.</summary>
internal interface IPieceEncoder
{
    /// <summary>Encodes text from its beginning until it or the room for ids ends.</summary>
    /// <param name="text">The text; any UTF-16, valid or not.</param>
    /// <param name="ids">Receives the ids.</param>
    /// <returns>How many ids were written.</returns>
    int Encode(ReadOnlySpan<char> text, Span<int> ids);
}
