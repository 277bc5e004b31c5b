using TaskGrid.Cli.Output;
using TaskGrid.Cli.Running;

namespace TaskGrid.Cli.Data;

/// <summary>A data file of this machine in the grid, for as long as a command needs it there.</summary>
internal sealed class UploadedFile : IAsyncDisposable
{
    private readonly IGridFiles _files;

    private UploadedFile(IGridFiles files, string id) => (_files, Id) = (files, id);

    /// <summary>Its id in the grid.</summary>
    public string Id { get; }

    /// <summary>Copies a file into the grid.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.FileNotFound"/>, or the grid's.</exception>
    public static async Task<UploadedFile> CreateAsync(
        GridSession session, string path, CancellationToken cancellationToken)
    {
        await using var content = InputFile.Open(path);
        var spec = new GridFileSpec(Path.GetFileName(path));
        var files = session.Grid.Files;
        return new(files, (await files.UploadAsync(spec, content, null, cancellationToken)).Id);
    }

    /// <summary>Takes it back; jobs that were accepted keep what they need.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await _files.DeleteAsync(Id, null, CancellationToken.None);
        }
        catch (TaskGridException exception)
        {
            CliOutput.Note($"The uploaded file {Id} is still there: {exception.Message}");
        }
    }
}
