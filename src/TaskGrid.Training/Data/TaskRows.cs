using System.Collections;
using System.Collections.Immutable;

namespace TaskGrid.Training.Data;

/// <summary>Labelled examples in file order; all of them pairs or none.</summary>
/// <param name="rows">The examples.</param>
public sealed class TaskRows(ImmutableArray<TaskRow> rows) : IReadOnlyList<TaskRow>
{
    /// <summary>The targets, in the order of the rows.</summary>
    public ImmutableArray<float> Targets { get; } = [.. rows.Select(row => row.Target)];

    /// <summary>Whether the rows are pairs of texts.</summary>
    public bool Pairs { get; } = !rows.IsEmpty && rows[0].TextPair is not null;

    /// <summary>Number of examples.</summary>
    public int Count => rows.Length;

    /// <summary>The example at a position.</summary>
    /// <param name="index">Position, from 0.</param>
    public TaskRow this[int index] => rows[index];

    /// <inheritdoc/>
    public IEnumerator<TaskRow> GetEnumerator() => ((IEnumerable<TaskRow>)rows).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
