namespace TaskGrid.Training.Data.Columns;

/// <summary>Which columns a reader needs.</summary>
/// <param name="Names">Names that the user gave.</param>
/// <param name="Labelled">Whether a label is needed.</param>
/// <param name="Pairs">Whether the task is over pairs; null when the data decides.</param>
/// <param name="Found">Is told what was found; may be null.</param>
internal sealed record ColumnRequest(DataColumns Names, bool Labelled, bool? Pairs, Action<DataColumns>? Found = null);
