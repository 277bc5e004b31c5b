using TaskGrid.Torch;
using static TorchSharp.torch;

namespace TaskGrid.Models;

/// <summary>
/// Rows of different length one behind the other, N tokens without padding: every product is computed for real tokens
/// alone, and attention, a small part of the work, in groups of similar length.
/// </summary>
internal sealed class TokenPacking : IDisposable
{
    // Padding of attention that costs less than another group.
    private const int FreePadding = 64;

    // Rows of a group are at least three quarters as long as its longest.
    private const double Similar = 0.75;

    private TokenPacking(
        int[] starts,
        ushort[] flatPositions,
        Tensor positions,
        Tensor firsts,
        Tensor places,
        Tensor rowPlaces,
        IReadOnlyList<AttentionGroup> groups)
    {
        (Starts, FlatPositions, Positions) = (starts, flatPositions, positions);
        (Firsts, Places, RowPlaces, Groups) = (firsts, places, rowPlaces, groups);
        AttendedPairs = groups.Sum(group => (long)group.Rows * group.Length * group.Length);
    }

    /// <summary>The first token of each row, and N: B + 1 numbers.</summary>
    public int[] Starts { get; }

    /// <summary>Each token's position in its row, N.</summary>
    public ushort[] FlatPositions { get; }

    /// <summary>The same, int64 [N].</summary>
    public Tensor Positions { get; }

    /// <summary>The first token of each row, int64 [B].</summary>
    public Tensor Firsts { get; }

    /// <summary>Where each token is in the groups' blocks one behind the other, int64 [N].</summary>
    public Tensor Places { get; }

    /// <summary>Where each row is in the groups one behind the other, int64 [B].</summary>
    public Tensor RowPlaces { get; }

    /// <summary>The groups.</summary>
    public IReadOnlyList<AttentionGroup> Groups { get; }

    /// <summary>Pairs of tokens in the groups' blocks, padding included.</summary>
    public long AttendedPairs { get; }

    /// <summary>Lays rows out.</summary>
    /// <param name="lengths">Tokens of each row, at least 1.</param>
    /// <param name="type">Type of the attention masks.</param>
    /// <param name="device">Where the model computes.</param>
    public static TokenPacking Create(int[] lengths, ScalarType type, Device device)
    {
        using var scope = NewDisposeScope();
        var starts = new int[lengths.Length + 1];
        for (var row = 0; row < lengths.Length; row++) starts[row + 1] = starts[row] + lengths[row];
        var flatPositions = new ushort[starts[^1]];
        var positions = Numbers(starts[^1], out var positionValues);
        var places = Numbers(starts[^1], out var placeValues);
        var firsts = Numbers(lengths.Length, out var firstValues);
        var rowPlaces = Numbers(lengths.Length, out var rowPlaceValues);
        var groups = new List<AttentionGroup>();
        var (block, behind) = (0, 0);
        foreach (var rows in Group(lengths))
        {
            var length = lengths[rows[0]];
            var tokens = Numbers(rows.Length * length, out var tokenValues);
            for (var r = 0; r < rows.Length; r++)
            {
                var row = rows[r];
                // Padding is a token of its own row: the masked score of another task's, or 0 times its value, may be no number.
                tokenValues.Slice(r * length, length).Fill(starts[row]);
                (firstValues[row], rowPlaceValues[row]) = (starts[row], behind + r);
                for (var t = 0; t < lengths[row]; t++)
                {
                    var (token, place) = (starts[row] + t, (r * length) + t);
                    (tokenValues[place], placeValues[token]) = (token, block + place);
                    (positionValues[token], flatPositions[token]) = (t, (ushort)t);
                }
            }

            var mask = TokenBatch.AttentionMask(Array.ConvertAll(rows, row => lengths[row]), type, device);
            groups.Add(new AttentionGroup(rows.Length, length, On(tokens, device), mask));
            (block, behind) = (block + (rows.Length * length), behind + rows.Length);
        }

        return new TokenPacking(
            starts, flatPositions, On(positions, device), On(firsts, device), On(places, device), On(rowPlaces, device), groups);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var group in Groups) group.Dispose();
        Positions.Dispose();
        Firsts.Dispose();
        Places.Dispose();
        RowPlaces.Dispose();
    }

    // Rows by length, the longest first.
    private static IEnumerable<int[]> Group(int[] lengths)
    {
        var order = Enumerable.Range(0, lengths.Length).OrderByDescending(row => lengths[row]).ToArray();
        for (var start = 0; start < order.Length;)
        {
            var longest = lengths[order[start]];
            var (end, padding) = (start + 1, 0);
            while (end < order.Length)
            {
                padding += longest - lengths[order[end]];
                if (lengths[order[end]] < Similar * longest && padding > FreePadding) break;
                end++;
            }

            yield return order[start..end];
            start = end;
        }
    }

    private static Tensor Numbers(int count, out Span<long> values)
    {
        var numbers = empty([count], ScalarType.Int64);
        values = TorchDialect.Elements<long>(numbers);
        return numbers;
    }

    private static Tensor On(Tensor numbers, Device device) => DeviceMemory.Send(numbers, device).DetachFromDisposeScope();
}
