using System.IO.MemoryMappedFiles;

namespace TaskGrid.Node;

/// <summary>
/// The step that a job is in, in memory that the operating system keeps when the process is killed: it tells afterwards
/// where a crash happened.
/// </summary>
internal sealed class StepMark : IDisposable
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    private StepMark(MemoryMappedFile file)
    {
        _file = file;
        _view = file.CreateViewAccessor(0, sizeof(int));
    }

    /// <summary>The step.</summary>
    public int Step
    {
        get => _view.ReadInt32(0);
        set => _view.Write(0, value);
    }

    /// <summary>Opens or makes the mark in a folder of this machine.</summary>
    public static StepMark Open(string path) =>
        new(MemoryMappedFile.CreateFromFile(path, FileMode.OpenOrCreate, null, sizeof(int)));

    /// <inheritdoc/>
    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }
}
