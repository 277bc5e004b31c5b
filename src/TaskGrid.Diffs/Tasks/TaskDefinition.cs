using System.Collections.Immutable;

namespace TaskGrid.Diffs;

/// <summary>What must be known of a task to run its diff and to judge it.</summary>
public sealed record TaskDefinition
{
    /// <summary>The most characters (UTF-16) of a label.</summary>
    public const int MaxLabelLength = 1_000;

    private const int FewestTokens = 3;

    /// <summary>What the task predicts.</summary>
    public required TaskKind Kind { get; init; }

    /// <summary>The metric that the task was evaluated with, e.g. <c>accuracy</c>.</summary>
    public required string Metric { get; init; }

    /// <summary>The labels in the order of the head's outputs: unique, not empty, of at most
    /// <see cref="MaxLabelLength"/> characters, at least two for a classification; none for a regression.</summary>
    public ImmutableArray<string> Labels { get; init; } = [];

    /// <summary>Longest input in tokens that the task was trained and evaluated with, at least the
    /// three that a pair's special tokens take; 0: as many as the base has positions.</summary>
    public int MaxTokens { get; init; }

    /// <summary><see cref="MaxTokens"/>; null: as many as the base has positions.</summary>
    public int? TokenLimit => MaxTokens == 0 ? null : MaxTokens;

    /// <inheritdoc/>
    public bool Equals(TaskDefinition? other) =>
        other is not null && (Kind, Metric, MaxTokens) == (other.Kind, other.Metric, other.MaxTokens)
        && Labels.SequenceEqual(other.Labels);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, Metric, MaxTokens, Labels.Length);

    /// <summary>What is wrong with the definition; empty when nothing is.</summary>
    internal IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        if (!Enum.IsDefined(Kind)) problems.Add($"the kind of task {(int)Kind} is unknown");
        if (Metric.Length == 0) problems.Add("the metric has no name");
        if (MaxTokens is not 0 and < FewestTokens)
            problems.Add($"the longest input is {MaxTokens} tokens, but special tokens take up to {FewestTokens}");
        if (Kind == TaskKind.Classification && Labels.Length < 2)
            problems.Add($"a classification has {Labels.Length} labels, but needs two");
        if (Kind == TaskKind.Regression && !Labels.IsEmpty) problems.Add($"a regression has {Labels.Length} labels");
        if (Labels.Contains("")) problems.Add("a label is empty");
        if (Labels.Select(label => label.Length).FirstOrDefault(length => length > MaxLabelLength) is > 0 and var tooLong)
            problems.Add(FormattableString.Invariant($"a label has {tooLong:N0} characters, more than {MaxLabelLength:N0}"));
        foreach (var label in Labels.CountBy(label => label).Where(pair => pair.Value > 1 && pair.Key.Length <= MaxLabelLength))
            problems.Add($"the label '{label.Key}' is repeated");
        return problems;
    }
}
