namespace TaskGrid;

/// <summary>What an import is doing.</summary>
public enum BaseImportStage
{
    /// <summary>Files come from a hub.</summary>
    Downloading,

    /// <summary>Weights are checked, hashed and written.</summary>
    Checking,
}
