namespace TaskGrid.Models;

/// <summary>
/// The vocabulary as a double-array trie (Aoe 1989, "An efficient digital search algorithm by using a double-array
/// structure") over UTF-16 units: one array read a character. Immutable.
/// </summary>
internal sealed class PieceTrie
{
    /// <summary>What marks a piece inside a word.</summary>
    public const string ContinuationPrefix = "##";

    private const int Unmatched = -1;

    private readonly ushort[] _codes;
    private readonly PieceTrieNode[] _nodes;

    /// <summary>Builds the trie.</summary>
    /// <param name="tokens">Tokens by id, without repetition.</param>
    /// <param name="ignoreAsciiCase">Text's ASCII capitals match like small letters.</param>
    public PieceTrie(IReadOnlyList<string> tokens, bool ignoreAsciiCase)
    {
        _codes = PieceTrieBuilder.NumberCharacters(tokens);
        _nodes = new PieceTrieBuilder(_codes).Build(tokens);
        if (!ignoreAsciiCase) return;
        for (var letter = 'A'; letter <= 'Z'; letter++) _codes[letter] = _codes[char.ToLowerInvariant(letter)];
    }

    /// <summary>Cuts a word into the longest pieces from left to right.</summary>
    /// <param name="word">The word.</param>
    /// <param name="ids">Receives as many ids as it has room for.</param>
    /// <returns>How many pieces the word has, whether they had room or not; −1: no pieces spell it.</returns>
    public int Split(ReadOnlySpan<char> word, Span<int> ids)
    {
        var count = 0;
        var root = PieceTrieBuilder.WordRoot;
        do
        {
            var length = LongestPiece(word, root, out var id);
            if (length == Unmatched) return Unmatched;
            if (count < ids.Length) ids[count] = id;
            count++;
            word = word[length..];
            root = PieceTrieBuilder.ContinuationRoot;
        }
        while (!word.IsEmpty);

        return count;
    }

    private int LongestPiece(ReadOnlySpan<char> word, int node, out int id)
    {
        var nodes = _nodes;
        var codes = _codes;
        var length = Unmatched;
        id = 0;
        var origin = nodes[node].Base;
        for (var at = 0; at < word.Length; at++)
        {
            // A unit that no token has is code 0, a place that no node gives its children.
            var child = origin + codes[word[at]];
            ref readonly var next = ref nodes[child];
            if (next.Parent != node) break;
            node = child;
            origin = next.Base;
            if (next.Token < 0) continue;
            id = next.Token;
            length = at + 1;
        }

        return length;
    }
}
