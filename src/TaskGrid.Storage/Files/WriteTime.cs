using Microsoft.Win32.SafeHandles;

namespace TaskGrid.Storage;

/// <summary>
/// Makes times of last writes tell versions of a file apart. A file system's clock ticks too slowly for that.
/// </summary>
internal static class WriteTime
{
    // The second is for file systems that keep seconds only.
    private static readonly TimeSpan[] Steps = [TimeSpan.FromMicroseconds(1), TimeSpan.FromSeconds(2)];

    /// <summary>Sets an open file's time to now, its part below a millisecond at random.</summary>
    public static void SetUnique(SafeFileHandle file)
    {
        var now = DateTime.UtcNow;
        var millisecond = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond));
        File.SetLastWriteTimeUtc(file, millisecond.AddTicks(Random.Shared.NextInt64(TimeSpan.TicksPerMillisecond)));
    }

    /// <summary>Sees to it that a file's time is later than another, on disk too.</summary>
    public static void SetLater(string path, DateTime other)
    {
        foreach (var step in Steps)
        {
            if (File.GetLastWriteTimeUtc(path) > other) return;
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
            File.SetLastWriteTimeUtc(file, other + step);
            RandomAccess.FlushToDisk(file);
        }
    }
}
