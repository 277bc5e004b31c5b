using System.IO.MemoryMappedFiles;

namespace TaskGrid.Node;

/// <summary>
/// The step that a job's owner is in, in memory that the operating system keeps when the process is killed: it tells afterwards
/// where a crash happened, on this machine.
/// </summary>
internal sealed class StepMark : IDisposable
{
    private const int Bytes = sizeof(long) + sizeof(int);

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    private StepMark(MemoryMappedFile file)
    {
        _file = file;
        _view = file.CreateViewAccessor(0, Bytes);
    }

    /// <summary>The step that has begun; 0: none yet.</summary>
    public int Step
    {
        set => _view.Write(sizeof(long), value);
    }

    /// <summary>Opens or makes the mark in a folder of this machine.</summary>
    /// <exception cref="IOException">The disk is full, among others.</exception>
    public static StepMark Open(string path)
    {
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);
        try
        {
            // Written, not only made as long: memory of a file that the disk has no room for ends the process.
            if (file.Length < Bytes)
            {
                file.Write(new byte[Bytes]);
                file.Flush();
            }

            return new(MemoryMappedFile.CreateFromFile(
                file, null, Bytes, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: false));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The step that an owner was in; null: it worked elsewhere.</summary>
    public int? StepOf(long epoch) => _view.ReadInt64(0) == epoch ? _view.ReadInt32(sizeof(long)) : null;

    /// <summary>An owner begins.</summary>
    public void Begin(long epoch)
    {
        // The step first: that of the owner before must never be taken for this one's.
        Step = 0;
        _view.Write(0, epoch);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }
}
