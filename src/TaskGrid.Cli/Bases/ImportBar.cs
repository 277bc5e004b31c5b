using Spectre.Console;
using TaskGrid.Cli.Output;

namespace TaskGrid.Cli.Bases;

/// <summary>Reports an import as a bar on the terminal.</summary>
internal sealed class ImportBar(ProgressTask bar) : IProgress<BaseImportProgress>
{
    /// <inheritdoc />
    public void Report(BaseImportProgress value)
    {
        var total = value.TotalBytes is { } bytes ? $" of {Readable.Bytes(bytes)}" : "";
        bar.Description = Markup.Escape($"{value.Stage}: {value.Item}, {Readable.Bytes(value.Bytes)}{total}");
        bar.IsIndeterminate = value.TotalBytes is null;
        bar.MaxValue = Math.Max(1, value.TotalBytes ?? 1);
        bar.Value = value.Bytes;
    }
}
