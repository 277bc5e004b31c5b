namespace TaskGrid.Models;

/// <summary>Where a base model's files come from.</summary>
internal interface IBaseSource : IDisposable
{
    /// <summary>What the stored base says of its origin.</summary>
    string Description { get; }

    /// <summary>The folder in which files lie once <see cref="FindAsync"/> has returned.</summary>
    string Folder { get; }

    /// <summary>Whether <see cref="Description"/> names one content for good, as a commit does.</summary>
    bool IsPinned { get; }

    /// <summary>Whether a file is there, without bringing it here.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.DownloadFailed"/>.</exception>
    Task<bool> ExistsAsync(string file, CancellationToken cancellationToken);

    /// <summary>Brings a file here and returns its path, or null when the source lacks it.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.DownloadFailed"/>,
    /// <see cref="ErrorCodes.StoreUnavailable"/>.</exception>
    Task<string?> FindAsync(string file, CancellationToken cancellationToken);

    /// <summary>Names of weight files in pickled formats, as far as the source tells.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.DownloadFailed"/>.</exception>
    Task<IReadOnlyList<string>> FindPickledAsync(CancellationToken cancellationToken);

    /// <summary>The base is stored: what was brought here for it may go.</summary>
    void Release();
}
