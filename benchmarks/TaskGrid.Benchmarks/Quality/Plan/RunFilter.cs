namespace TaskGrid.Benchmarks.Quality.Plan;

/// <summary>
/// Keeps the runs that words name. Words of one kind add up, kinds narrow down: <c>mr trec full seed1</c> keeps full
/// fine-tuning with seed 1 on two tasks.
/// </summary>
internal sealed class RunFilter
{
    private static readonly (string Kind, Func<QualityRun, string> Word)[] Kinds =
    [
        ("part", run => run.Part.ToString()),
        ("task", run => run.Task),
        ("method", run => run.MethodName),
        ("density", run => run.DensityText),
        ("seed", run => $"seed{run.Seed}"),
    ];

    private readonly List<(Func<QualityRun, string> Word, HashSet<string> Wanted)> _conditions = [];

    /// <summary>Understands the words.</summary>
    /// <exception cref="TaskGridException">A word names nothing in the plan.</exception>
    public RunFilter(IReadOnlyCollection<string> words)
    {
        var unknown = words.ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var (_, word) in Kinds)
        {
            var wanted = Words(word).ToHashSet();
            wanted.RemoveWhere(value => !words.Contains(value, StringComparer.OrdinalIgnoreCase));
            if (wanted.Count > 0) _conditions.Add((word, wanted));
            unknown.ExceptWith(wanted);
        }

        if (unknown.Count > 0) throw Unknown(unknown);
    }

    /// <summary>Whether a run is wanted.</summary>
    public bool Keeps(QualityRun run) => _conditions.All(condition => condition.Wanted.Contains(condition.Word(run)));

    private static TaskGridException Unknown(IEnumerable<string> words) =>
        new(
            ErrorCodes.InvalidArgument,
            $"--only takes no '{string.Join("', '", words)}': no run of the plan has it. It takes:",
            [.. Kinds.Select(kind => $"{kind.Kind}: {string.Join(' ', Words(kind.Word).Distinct())}")]);

    private static IEnumerable<string> Words(Func<QualityRun, string> word) =>
        QualityPlan.Runs.Select(word).Where(value => value.Length > 0);
}
