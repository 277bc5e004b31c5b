namespace TaskGrid.Models;

/// <summary>A base model in a local folder of Hugging Face's layout.</summary>
internal sealed class FolderSource : IBaseSource
{
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.FileNotFound"/>: there is no such folder;
    /// <see cref="ErrorCodes.PickleRefused"/>, <see cref="ErrorCodes.InvalidArgument"/>: it is a file.</exception>
    public FolderSource(string path)
    {
        if (File.Exists(path))
        {
            if (PickledWeights.IsPickled(path)) throw PickledWeights.Refuse(path, [path]);
            throw new TaskGridException(
                ErrorCodes.InvalidArgument,
                $"'{path}' is a file. Name the folder that holds config.json, the vocabulary and the weights.");
        }

        if (!Directory.Exists(path))
        {
            throw new TaskGridException(
                ErrorCodes.FileNotFound,
                $"There is no folder '{path}'. Name a folder with config.json, a vocabulary and safetensors weights, "
                + "or a model on a hub as hf:org/name[@revision].");
        }

        Folder = Path.GetFullPath(path);
    }

    public string Description => Folder;

    public string Folder { get; }

    public bool IsPinned => false;

    public Task<bool> ExistsAsync(string file, CancellationToken cancellationToken) =>
        Task.FromResult(File.Exists(Path.Combine(Folder, file)));

    public Task<string?> FindAsync(string file, CancellationToken cancellationToken)
    {
        var path = Path.Combine(Folder, file);
        return Task.FromResult(File.Exists(path) ? path : null);
    }

    public Task<IReadOnlyList<string>> FindPickledAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>(
            [.. Directory.EnumerateFiles(Folder).Where(PickledWeights.IsPickled).Select(Path.GetFileName).Order()!]);

    // The folder is the user's.
    public void Release()
    {
    }

    public void Dispose()
    {
    }
}
