namespace TaskGrid.Benchmarks.Measuring;

/// <summary>The order in which several things are measured in a round, so that none always comes first, or after the same one.</summary>
internal static class TurnOrder
{
    /// <summary>In any <paramref name="count"/> rounds that follow each other each thing has each place once, and comes directly after
    /// each other one once (Williams 1949).</summary>
    /// <param name="round">Which round, from 0.</param>
    /// <param name="count">Things; an even number.</param>
    /// <returns>Their numbers, from 0.</returns>
    public static IEnumerable<int> Of(int round, int count)
    {
        // 0, 1, n−1, 2, n−2, …: no two steps are the same.
        for (var place = 0; place < count; place++)
            yield return (round + (place % 2 == 1 ? (place + 1) / 2 : count - (place / 2))) % count;
    }
}
