namespace TaskGrid.Models;

/// <summary>Lays the vocabulary out as a double array: a node's children go to the first place where all fit.</summary>
/// <param name="codes">Number of every UTF-16 unit (<see cref="NumberCharacters"/>).</param>
internal sealed class PieceTrieBuilder(ushort[] codes)
{
    /// <summary>The node that words begin at.</summary>
    public const int WordRoot = 0;

    /// <summary>The node that pieces inside a word begin at.</summary>
    public const int ContinuationRoot = 1;

    private static readonly PieceTrieNode Free = new(0, -1, -1);

    private readonly List<PieceTrieNode> _nodes = [];
    private readonly List<bool> _taken = [];
    private int _firstFree;

    /// <summary>Numbers the units from 1 by falling frequency, common letters close together; absent: 0.</summary>
    /// <param name="tokens">The vocabulary.</param>
    public static ushort[] NumberCharacters(IEnumerable<string> tokens)
    {
        var counts = new int[0x10000];
        foreach (var token in tokens)
        {
            foreach (var unit in token) counts[unit]++;
        }

        var codes = new ushort[counts.Length];
        ushort code = 0;
        foreach (var unit in Enumerable.Range(0, counts.Length).Where(unit => counts[unit] > 0)
                     .OrderByDescending(unit => counts[unit]))
        {
            codes[unit] = ++code;
        }

        return codes;
    }

    /// <summary>Builds the nodes.</summary>
    /// <param name="tokens">Tokens by id.</param>
    /// <returns>The cells, with enough free ones at the end that no code leads beyond it.</returns>
    public PieceTrieNode[] Build(IReadOnlyList<string> tokens)
    {
        const string Prefix = PieceTrie.ContinuationPrefix;
        var words = new List<(string Text, int Id)>();
        var continuations = new List<(string Text, int Id)>();
        for (var id = 0; id < tokens.Count; id++)
        {
            var token = tokens[id];
            words.Add((token, id));
            if (token.Length > Prefix.Length && token.StartsWith(Prefix, StringComparison.Ordinal))
            {
                continuations.Add((token[Prefix.Length..], id));
            }
        }

        Reserve(ContinuationRoot + 1);
        _taken[WordRoot] = _taken[ContinuationRoot] = true;
        Place(WordRoot, words);
        Place(ContinuationRoot, continuations);
        Reserve(_nodes.Count + codes.Max());
        return [.. _nodes];
    }

    private void Place(int root, List<(string Text, int Id)> tokens)
    {
        tokens.Sort((left, right) => string.CompareOrdinal(left.Text, right.Text));
        var pending = new Stack<(int Node, int Depth, int First, int End)>();
        pending.Push((root, 0, 0, tokens.Count));
        var children = new List<(int Code, int First, int End)>();
        while (pending.TryPop(out var parent))
        {
            var (node, depth, first, end) = parent;
            children.Clear();
            for (var token = first; token < end; token++)
            {
                if (tokens[token].Text.Length == depth)
                {
                    _nodes[node] = _nodes[node] with { Token = tokens[token].Id };
                    continue;
                }

                int code = codes[tokens[token].Text[depth]];
                var isNew = children.Count == 0 || children[^1].Code != code;
                if (isNew) children.Add((code, token, token + 1));
                else children[^1] = children[^1] with { End = token + 1 };
            }

            if (children.Count == 0) continue;
            var origin = FindOrigin(children);
            _nodes[node] = _nodes[node] with { Base = origin };
            foreach (var child in children)
            {
                var cell = origin + child.Code;
                _taken[cell] = true;
                _nodes[cell] = _nodes[cell] with { Parent = node };
                pending.Push((cell, depth + 1, child.First, child.End));
            }
        }
    }

    private int FindOrigin(List<(int Code, int First, int End)> children)
    {
        var (least, most) = (int.MaxValue, 0);
        foreach (var (code, _, _) in children) (least, most) = (Math.Min(least, code), Math.Max(most, code));
        while (_firstFree < _taken.Count && _taken[_firstFree]) _firstFree++;
        for (var cell = Math.Max(_firstFree, least); ; cell++)
        {
            var origin = cell - least;
            Reserve(origin + most + 1);
            if (Fits(children, origin)) return origin;
        }
    }

    private bool Fits(List<(int Code, int First, int End)> children, int origin)
    {
        foreach (var (code, _, _) in children)
        {
            if (_taken[origin + code]) return false;
        }

        return true;
    }

    private void Reserve(int count)
    {
        while (_nodes.Count < count)
        {
            _nodes.Add(Free);
            _taken.Add(false);
        }
    }
}
