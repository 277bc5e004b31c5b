namespace TaskGrid.Storage.Tests;

public sealed class AtomicFolderTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Create_NewFolder_AppearsWholeAndAlone()
    {
        AtomicFolder.Create(_folder["bases/b/"], path =>
        {
            File.WriteAllText(Path.Combine(path, "one"), "1");
            Directory.CreateDirectory(Path.Combine(path, "deep"));
            File.WriteAllText(Path.Combine(path, "deep", "two"), "2");
            Assert.False(Directory.Exists(_folder["bases/b"]));
        });
        Assert.Equal("1", File.ReadAllText(_folder["bases/b/one"]));
        Assert.Equal("2", File.ReadAllText(_folder["bases/b/deep/two"]));
        Assert.Single(Directory.GetFileSystemEntries(_folder["bases"]));
    }

    [Fact]
    public void Create_CallbackThrows_LeavesNothing()
    {
        Assert.Throws<InvalidDataException>(() => AtomicFolder.Create(_folder["b"], path =>
        {
            File.WriteAllText(Path.Combine(path, "one"), "1");
            throw new InvalidDataException();
        }));
        Assert.Empty(_folder.Names());
    }

    [Fact]
    public void Create_TargetExists_IsRefusedAndUntouched()
    {
        AtomicFolder.Create(_folder["b"], path => File.WriteAllText(Path.Combine(path, "one"), "old"));
        var error = Assert.Throws<TaskGridException>(() => AtomicFolder.Create(
            _folder["b"], path => File.WriteAllText(Path.Combine(path, "one"), "new")));
        Assert.Equal(ErrorCodes.StoreUnavailable, error.Code);
        Assert.Equal("old", File.ReadAllText(_folder["b/one"]));
        Assert.Equal(["b"], _folder.Names());
    }

    [Fact]
    public void Create_AfterAKilledWriter_RemovesWhatItLeft()
    {
        Directory.CreateDirectory(_folder[".b.0123.tmp"]);
        File.WriteAllText(_folder[".b.0123.tmp/half"], "half");
        File.WriteAllText(_folder[".b.0123.tmp.lock"], "");
        AtomicFolder.Create(_folder["b"], _ => { });
        Assert.Equal(["b"], _folder.Names());
    }

    [Fact]
    public void Create_WhileAnotherWriterIsAtWork_LeavesItsFolderAlone()
    {
        Assert.Throws<TaskGridException>(() => AtomicFolder.Create(_folder["b"], outer =>
        {
            File.WriteAllText(Path.Combine(outer, "outer"), "");
            AtomicFolder.Create(_folder["b"], inner => File.WriteAllText(Path.Combine(inner, "inner"), ""));
            Assert.True(File.Exists(Path.Combine(outer, "outer")));
        }));
        Assert.True(File.Exists(_folder["b/inner"]));
        Assert.Equal(["b"], _folder.Names());
    }
}
