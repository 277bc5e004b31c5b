using System.Diagnostics;

namespace TaskGrid.Tests;

/// <summary>A small file system of its own, in memory, which can be filled up and made read-only. It needs root.</summary>
internal sealed class SmallDisk : IDisposable
{
    private const int MostTries = 3000;

    private readonly ScratchFolder _folder = new();

    private SmallDisk()
    {
    }

    /// <summary>Where it is mounted.</summary>
    public string Path => _folder.Path;

    private string Filler => _folder["filler"];

    /// <summary>Mounts one; null, and the reason, where that is not allowed.</summary>
    public static SmallDisk? TryMount(int mebibytes, out string? missing)
    {
        var disk = new SmallDisk();
        missing = Run("mount", "-t", "tmpfs", "-o", $"size={mebibytes}m", "tmpfs", disk.Path);
        if (missing is null) return disk;
        disk._folder.Dispose();
        missing = $"needs root, to mount a small disk ({missing})";
        return null;
    }

    /// <summary>Fills it to the last byte.</summary>
    public void Fill()
    {
        using var filler = new FileStream(Filler, FileMode.Append, FileAccess.Write, FileShare.Read, 0);
        try
        {
            for (var bytes = 1 << 20; ; ) filler.Write(new byte[bytes]);
        }
        catch (IOException)
        {
        }
    }

    /// <summary>Frees what <see cref="Fill"/> took.</summary>
    public void Free() => File.Delete(Filler);

    /// <summary>Makes it read-only or writable again; waits, at most about a minute, while somebody has a file open for writing.</summary>
    public void SetReadOnly(bool readOnly)
    {
        for (var tries = 0; Run("mount", "-o", readOnly ? "remount,ro" : "remount,rw", Path) is { } complaint; tries++)
        {
            // The kernel tells nobody when the last such file is closed.
            if (tries == MostTries) throw new InvalidOperationException(complaint);
            Thread.Sleep(10);
        }
    }

    public void Dispose()
    {
        Run("umount", "--lazy", Path);
        _folder.Dispose();
    }

    // What the program complained about; null when it did not.
    private static string? Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            var words = process.StandardError.ReadToEnd().Trim();
            process.WaitForExit();
            return process.ExitCode == 0 ? null : words;
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            return exception.Message;
        }
    }
}
