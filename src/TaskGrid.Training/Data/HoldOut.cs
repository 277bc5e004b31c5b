namespace TaskGrid.Training.Data;

/// <summary>
/// Chooses the rows that are held out for development: a tenth, at least one. For classification every class gives
/// its share (largest remainders round), and none gives its last row. Values that are all equal cannot be measured: for
/// regression another one is held out beside them.
/// </summary>
internal static class HoldOut
{
    private const int OneIn = 10;

    /// <summary>Chooses rows; the choice depends on the arguments alone.</summary>
    /// <param name="targets">Targets of all rows; two are of one class at least.</param>
    /// <param name="kind">What the targets are.</param>
    /// <param name="seed">Seed of the choice.</param>
    /// <returns>For every row whether it is held out.</returns>
    public static bool[] Choose(IReadOnlyList<float> targets, TaskKind kind, int seed)
    {
        var groups = Enumerable.Range(0, targets.Count)
            .GroupBy(row => kind == TaskKind.Classification ? targets[row] : 0)
            .OrderBy(group => group.Key)
            .Select(group => group.ToArray())
            .ToArray();
        var quotas = Quotas(Array.ConvertAll(groups, group => group.Length), targets.Count);
        var random = new Random(seed);
        var held = new bool[targets.Count];
        for (var group = 0; group < groups.Length; group++)
        {
            random.Shuffle(groups[group]);
            foreach (var row in groups[group].AsSpan(0, quotas[group]))
            {
                held[row] = true;
            }
        }

        if (kind == TaskKind.Regression) HoldTwoValues(targets, groups[0], quotas[0], held);
        return held;
    }

    private static void HoldTwoValues(IReadOnlyList<float> targets, int[] rows, int quota, bool[] held)
    {
        var other = Array.FindIndex(rows, row => targets[row] != targets[rows[0]]);
        if (other >= quota) held[rows[other]] = true;
    }

    private static int[] Quotas(int[] sizes, int rows)
    {
        var quotas = Array.ConvertAll(sizes, size => size / OneIn);
        var missing = Math.Max(1, (rows + (OneIn / 2)) / OneIn) - quotas.Sum();
        var byRemainder = Enumerable.Range(0, sizes.Length)
            .Where(group => quotas[group] < sizes[group] - 1)
            .OrderByDescending(group => sizes[group] % OneIn)
            .ThenByDescending(group => sizes[group]);
        foreach (var group in byRemainder.Take(missing))
        {
            quotas[group]++;
        }

        return quotas;
    }
}
