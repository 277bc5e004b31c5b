using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;

namespace TaskGrid.Node.Tests.Residency;

public sealed class LocalDiffsTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Keep_ThenRead_GivesTheSameBytes()
    {
        var disk = Open(1000);
        var (key, content) = Content(1, 400);
        Assert.Null(disk.Read(key));
        Assert.True(disk.Keep(key, content, 1));
        Assert.Equal(content, disk.Read(key));
        Assert.Equal((400, 1, 1, 0), (disk.Snapshot.Bytes, disk.Snapshot.Versions, disk.Snapshot.Hits, disk.Snapshot.Damaged));
    }

    [Fact]
    public void Read_DamagedFile_IsNotGivenOutAndRemoved()
    {
        var disk = Open(1000);
        var (key, content) = Content(1, 400);
        disk.Keep(key, content, 1);
        content[7] ^= 1;
        File.WriteAllBytes(PathOf(key), content);
        Assert.Null(disk.Read(key));
        Assert.Equal((0, 0, 1), (disk.Snapshot.Bytes, disk.Snapshot.Versions, disk.Snapshot.Damaged));
        Assert.Empty(Directory.GetFiles(_scratch["diffs"]));
    }

    [Fact]
    public void Read_FileThatIsGone_IsNotThere()
    {
        var disk = Open(1000);
        var (key, content) = Content(1, 400);
        disk.Keep(key, content, 1);
        File.Delete(PathOf(key));
        Assert.Null(disk.Read(key));
        Assert.True(disk.Keep(key, content, 1));
        Assert.Equal(content, disk.Read(key));
    }

    // Files may be open elsewhere, or too many are.
    [Fact]
    public void Read_WhileTheFileCannotBeOpened_IsAMissAndKeepsIt()
    {
        var disk = Open(1000);
        var (key, content) = Content(1, 400);
        disk.Keep(key, content, 1);
        using (new FileStream(PathOf(key), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
            Assert.Null(disk.Read(key));
        Assert.Equal(content, disk.Read(key));
        Assert.Equal((400, 0), (disk.Snapshot.Bytes, disk.Snapshot.Damaged));
    }

    [Fact]
    public void Keep_ManyAtOnceBeyondTheBudget_LeavesOnlyFilesThatAreCounted()
    {
        var disk = Open(10_000);
        var made = Enumerable.Range(0, 400).Select(seed => Content(seed, 4000)).ToArray();
        Parallel.ForEach(made, new ParallelOptions { MaxDegreeOfParallelism = 8 }, each =>
        {
            disk.Keep(each.Key, each.Content, 1);
            if (disk.Read(each.Key) is { } content) Assert.Equal(each.Content, content);
        });
        Assert.Equal(disk.Snapshot.Bytes, new DirectoryInfo(_scratch["diffs"]).EnumerateFiles().Sum(file => file.Length));
        Assert.Equal((8000, 2, 0), (disk.Snapshot.Bytes, disk.Snapshot.Versions, disk.Snapshot.Damaged));
    }

    // What is kept again while its old file is being deleted must not go with it.
    [Fact]
    public void Keep_TheSameAgainAndAgainBeyondTheBudget_LosesNoFileThatIsCounted()
    {
        var disk = Open(10_000);
        var made = Enumerable.Range(0, 4).Select(seed => Content(seed, 4000)).ToArray();
        Parallel.For(0, 10_000, new ParallelOptions { MaxDegreeOfParallelism = 8 }, n =>
        {
            var (key, content) = made[n % made.Length];
            disk.Keep(key, content, 1);
            if (disk.Read(key) is { } read) Assert.Equal(content, read);
        });
        Assert.Equal(disk.Snapshot.Bytes, new DirectoryInfo(_scratch["diffs"]).EnumerateFiles().Sum(file => file.Length));
        Assert.Equal(0, disk.Snapshot.Damaged);
        foreach (var (key, content) in made) Assert.True(disk.BytesOf(key) is null || content.SequenceEqual(disk.Read(key)!));
    }

    [Fact]
    public void Keep_BeyondTheBudget_DropsWhatIsWorthLeast()
    {
        var disk = Open(1000);
        var (hot, hotContent) = Content(0, 300);
        disk.Keep(hot, hotContent, 1);
        for (var use = 0; use < 5; use++) disk.Read(hot);
        var (dear, dearContent) = Content(1, 300);
        disk.Keep(dear, dearContent, 4);
        for (var scanned = 2; scanned < 5; scanned++)
        {
            var (key, content) = Content(scanned, 300);
            Assert.True(disk.Keep(key, content, 1));
        }

        Assert.Equal(900, disk.Snapshot.Bytes);
        Assert.Equal(2, disk.Snapshot.Evictions);
        Assert.Equal(300, disk.BytesOf(hot));
        Assert.Equal(300, disk.BytesOf(dear));
        Assert.Equal(3, Directory.GetFiles(_scratch["diffs"]).Length);
    }

    [Fact]
    public void Keep_LargerThanTheBudget_IsLeftOut()
    {
        var disk = Open(100);
        var (key, content) = Content(1, 101);
        Assert.False(disk.Keep(key, content, 1));
        Assert.Equal((0, 0), (disk.Snapshot.Bytes, disk.Snapshot.Evictions));
    }

    [Fact]
    public void Keep_TheSameForTwoTenants_IsKeptForEach()
    {
        var disk = Open(1000);
        var (key, content) = Content(1, 400);
        var other = key with { Tenant = "u" };
        Assert.True(disk.Keep(key, content, 1));
        Assert.Null(disk.BytesOf(other));
        Assert.Null(disk.Read(other));
        Assert.True(disk.Keep(other, content, 1));
        var again = Open(1000);
        Assert.Equal((800, 2), (again.Snapshot.Bytes, again.Snapshot.Versions));
        Assert.Equal(content, again.Read(other));
    }

    // As after a kill: a file that was being written, and a smaller budget.
    [Fact]
    public void Open_OnWhatAnotherProcessLeft_KeepsTheNewestInsideTheBudget()
    {
        var disk = Open(1000);
        var made = Enumerable.Range(0, 3).Select(seed => Content(seed, 300)).ToArray();
        foreach (var (key, content) in made) disk.Keep(key, content, 1);
        for (var age = 0; age < 3; age++)
            File.SetLastWriteTimeUtc(PathOf(made[age].Key), DateTime.UtcNow.AddHours(-age));
        File.WriteAllText(Path.Combine(_scratch["diffs"], $"{Guid.NewGuid():N}.tmp"), "half");
        File.WriteAllText(Path.Combine(_scratch["diffs"], made[0].Key.Sha256), "of a program that did not know tenants");

        var again = Open(700);
        Assert.Equal((600, 2), (again.Snapshot.Bytes, again.Snapshot.Versions));
        Assert.Null(again.BytesOf(made[2].Key));
        Assert.Equal(made[0].Content, again.Read(made[0].Key));
        Assert.Equal(2, Directory.GetFiles(_scratch["diffs"]).Length);
    }

    [Fact]
    public void Keep_WhereNothingCanBeWritten_IsNoFailure()
    {
        File.WriteAllText(_scratch["diffs"], "a file where the folder should be");
        var disk = Open(1000);
        var (key, content) = Content(1, 400);
        Assert.False(disk.Keep(key, content, 1));
        Assert.Null(disk.Read(key));
        Assert.Equal(0, disk.Snapshot.Bytes);
    }

    private LocalDiffs Open(long maxBytes) => new(_scratch["diffs"], maxBytes, NullLogger.Instance);

    private string PathOf(VersionKey key) => Path.Combine(_scratch["diffs"], $"{key.Sha256}.{key.Tenant}");

    private static (VersionKey Key, byte[] Content) Content(int seed, int bytes)
    {
        var content = new byte[bytes];
        new Random(seed).NextBytes(content);
        return (new VersionKey("t.1", Convert.ToHexStringLower(SHA256.HashData(content))), content);
    }
}
