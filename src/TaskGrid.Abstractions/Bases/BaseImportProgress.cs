namespace TaskGrid;

/// <summary>How far an import is.</summary>
/// <param name="Stage">What it is doing.</param>
/// <param name="Item">The file that is downloaded, or the tensor that is checked.</param>
/// <param name="Bytes">Bytes done: of the file, or of all weights.</param>
/// <param name="TotalBytes">Bytes to do, or null when the server does not tell.</param>
public readonly record struct BaseImportProgress(BaseImportStage Stage, string Item, long Bytes, long? TotalBytes);
