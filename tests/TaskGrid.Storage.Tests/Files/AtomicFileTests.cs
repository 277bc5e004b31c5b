using System.Text;

namespace TaskGrid.Storage.Tests;

public sealed class AtomicFileTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void WriteAllBytes_NewFileInMissingFolders_HoldsTheContent()
    {
        var path = _folder["a/b/c"];
        AtomicFile.WriteAllBytes(path, [1, 2, 3]);
        Assert.Equal([1, 2, 3], File.ReadAllBytes(path));
        Assert.Equal(["c"], Directory.GetFileSystemEntries(_folder["a/b"]).Select(Path.GetFileName));
    }

    [Fact]
    public void Write_ExistingFile_IsReplacedAndNothingElseIsLeft()
    {
        AtomicFile.WriteAllBytes(_folder["f"], Encoding.UTF8.GetBytes("a long old content"));
        AtomicFile.Write(_folder["f"], stream => stream.Write("new"u8));
        Assert.Equal("new", File.ReadAllText(_folder["f"]));
        Assert.Equal(["f"], _folder.Names());
    }

    [Fact]
    public void Write_BeforeItEnds_ReadersSeeTheOldContent()
    {
        AtomicFile.WriteAllBytes(_folder["f"], [1]);
        AtomicFile.Write(_folder["f"], stream =>
        {
            stream.Write([2, 2]);
            stream.Flush();
            Assert.Equal([1], File.ReadAllBytes(_folder["f"]));
        });
        Assert.Equal([2, 2], File.ReadAllBytes(_folder["f"]));
    }

    [Fact]
    public void Write_CallbackThrows_OldContentStaysAndNoDebris()
    {
        AtomicFile.WriteAllBytes(_folder["f"], [1]);
        Assert.Throws<InvalidDataException>(() => AtomicFile.Write(_folder["f"], stream =>
        {
            stream.Write([2]);
            throw new InvalidDataException();
        }));
        Assert.Equal([1], File.ReadAllBytes(_folder["f"]));
        Assert.Equal(["f"], _folder.Names());
    }

    [Fact]
    public void Write_ParentIsAFile_SaysStoreUnavailableWithThePath()
    {
        AtomicFile.WriteAllBytes(_folder["f"], [1]);
        var error = Assert.Throws<TaskGridException>(() => AtomicFile.WriteAllBytes(_folder["f/g"], [2]));
        Assert.Equal(ErrorCodes.StoreUnavailable, error.Code);
        Assert.Contains(_folder["f/g"], error.Message, StringComparison.Ordinal);
    }

    // Even root may not make files in sysfs.
    [LinuxFact]
    public void Write_NoPermission_SaysStoreUnavailableAndTheRemedy()
    {
        var error = Assert.Throws<TaskGridException>(() => AtomicFile.WriteAllBytes("/sys/kernel/taskgrid", [2]));
        Assert.Equal(ErrorCodes.StoreUnavailable, error.Code);
        Assert.Matches("permission denied|read-only", error.Message);
        Assert.Contains("/sys/kernel/taskgrid", error.Message, StringComparison.Ordinal);
    }

    [LinuxFact]
    public void Write_DiskIsFull_SaysSoAndLeavesNoDebris()
    {
        var error = Assert.Throws<TaskGridException>(() => AtomicFile.Write(_folder["f"], _ => WriteToAFullDisk()));
        Assert.Equal(ErrorCodes.StoreUnavailable, error.Code);
        Assert.Contains("the disk is full", error.Message, StringComparison.Ordinal);
        Assert.Contains(_folder["f"], error.Message, StringComparison.Ordinal);
        Assert.Empty(_folder.Names());
    }

    private static void WriteToAFullDisk()
    {
        using var full = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, 0);
        full.Write(new byte[16]);
    }
}
