using System.Security.Cryptography;
using TaskGrid.Storage;

namespace TaskGrid.Models;

/// <summary>
/// A file that is being downloaded: its first bytes in <c>FILE.part</c>, and in <c>FILE.etag</c> the tag of the content
/// that they belong to.
/// </summary>
/// <param name="path">Where the whole file will be.</param>
internal sealed class PartFile(string path)
{
    private readonly string _part = path + ".part";
    private readonly string _tag = path + ".etag";

    /// <summary>The path of the whole file.</summary>
    public string Path => path;

    /// <summary>Whether the whole file is there.</summary>
    public bool IsComplete => File.Exists(path);

    /// <summary>The tag of what is there, or null when nothing can be resumed.</summary>
    public string? Tag => File.Exists(_tag) ? File.ReadAllText(_tag) : null;

    /// <summary>Bytes that have come.</summary>
    public long Length => new FileInfo(_part) is { Exists: true } file ? file.Length : 0;

    /// <summary>How often what had come was thrown away since this object was made.</summary>
    public int Restarts { get; private set; }

    /// <summary>Throws away what has come, because it belongs to another content.</summary>
    public void Discard()
    {
        Restarts++;
        Delete();
    }

    /// <summary>Deletes all files.</summary>
    public void Delete() => StoreErrors.Guard(_part, () =>
    {
        // The tag goes first: without it nothing that is left would be trusted.
        File.Delete(_tag);
        File.Delete(_part);
        File.Delete(path);
    });

    /// <summary>Begins anew with a content.</summary>
    /// <param name="tag">Its tag, or null when it has none and cannot be resumed.</param>
    public void Begin(string? tag)
    {
        Delete();
        if (tag is not null) StoreErrors.Guard(_tag, () => File.WriteAllText(_tag, tag));
    }

    /// <summary>Opens the part for bytes to be added.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.StoreUnavailable"/>.</exception>
    public FileStream Append()
    {
        FileStream? stream = null;
        StoreErrors.Guard(_part, () => stream = new FileStream(
            _part, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0));
        return stream!;
    }

    /// <summary>The part is whole: gives it its name.</summary>
    public void Complete() => StoreErrors.Guard(path, () =>
    {
        // A download of no bytes has no part yet.
        if (!File.Exists(_part)) File.WriteAllBytes(_part, []);
        File.Move(_part, path, overwrite: true);
    });

    /// <summary>The SHA-256 of what has come, lower-case hexadecimal.</summary>
    public async Task<string> HashAsync(CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(_part);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken));
    }
}
