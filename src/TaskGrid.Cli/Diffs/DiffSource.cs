using TaskGrid.Cli.Data;
using TaskGrid.Cli.Running;
using TaskGrid.Cli.Versions;

namespace TaskGrid.Cli.Diffs;

/// <summary>A diff that a command line names: a version, or a file.</summary>
internal sealed class DiffSource : IAsyncDisposable
{
    private const string Extension = ".tgdiff";

    private DiffSource(string name, Stream content, bool isVersion) => (Name, Content, IsVersion) = (name, content, isVersion);

    /// <summary>What output calls it: <c>task@v3</c>, or the path.</summary>
    public string Name { get; }

    /// <summary>Whether it is a version of the grid, which has compared it with its base when it came.</summary>
    public bool IsVersion { get; }

    /// <summary>The <c>.tgdiff</c> file; that of a version is verified.</summary>
    public Stream Content { get; }

    /// <summary>Opens it.</summary>
    /// <param name="session">The grid of the versions.</param>
    /// <param name="name">What holds a '/' or ends in .tgdiff is a file, all else a version.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TaskGridException">It is not there.</exception>
    public static async Task<DiffSource> OpenAsync(
        GridSession session, string name, CancellationToken cancellationToken)
    {
        if (name.EndsWith(Extension, StringComparison.Ordinal) || name.Contains(Path.DirectorySeparatorChar))
            return new(name, InputFile.Open(name), isVersion: false);
        var version = await NamedVersion.FindAsync(session.Grid, name, cancellationToken);
        var task = version.Info.Name;
        return new(
            ModelReference.Of(task, version.Number),
            await session.Grid.Tasks.OpenDiffAsync(task, version.Number, cancellationToken),
            isVersion: true);
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => Content.DisposeAsync();
}
