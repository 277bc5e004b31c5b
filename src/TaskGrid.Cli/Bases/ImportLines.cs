using TaskGrid.Cli.Output;

namespace TaskGrid.Cli.Bases;

/// <summary>Reports an import as a line every few seconds; a folder on disk is done before the first one.</summary>
internal sealed class ImportLines(TimeProvider time) : IProgress<BaseImportProgress>
{
    private readonly LinePace _pace = new(time);

    /// <inheritdoc />
    public void Report(BaseImportProgress value)
    {
        if (!_pace.IsDue(always: false)) return;
        var total = value.TotalBytes is { } bytes ? $" of {Readable.Bytes(bytes)}" : "";
        CliOutput.Note($"{value.Stage}: {value.Item}, {Readable.Bytes(value.Bytes)}{total}");
    }
}
