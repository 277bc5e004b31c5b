namespace TaskGrid.Training.Data.Columns;

/// <summary>Where the texts and the label are among the columns of a file.</summary>
/// <param name="Names">Names of all columns.</param>
/// <param name="Text">Index of the (first) text.</param>
/// <param name="TextPair">Index of the second text, or -1.</param>
/// <param name="Label">Index of the label, or -1.</param>
/// <param name="LabelByPosition">Whether the label's column was taken for its position, not for its name.</param>
internal sealed record ColumnMap(
    IReadOnlyList<string> Names, int Text, int TextPair, int Label, bool LabelByPosition)
{
    /// <summary>Whether rows are pairs of texts.</summary>
    public bool Pairs => TextPair >= 0;

    /// <summary>The names of what was found.</summary>
    public DataColumns Columns => new() { Text = NameOf(Text), TextPair = NameOf(TextPair), Label = NameOf(Label) };

    private string? NameOf(int index) => index >= 0 ? Names[index] : null;
}
