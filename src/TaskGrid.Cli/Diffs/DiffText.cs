using TaskGrid.Cli.Output;
using TaskGrid.Node;

namespace TaskGrid.Cli.Diffs;

/// <summary>A diff as text.</summary>
internal static class DiffText
{
    /// <summary>Prints all that is known of a diff.</summary>
    public static Action<TextWriter> Of(DiffSummary diff) => writer =>
        new FieldList().Add("nonzeros", Readable.Count(diff.Nonzeros)).Write(writer);
}
