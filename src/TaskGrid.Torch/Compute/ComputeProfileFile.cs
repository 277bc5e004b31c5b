using System.Text.Json;

namespace TaskGrid.Torch;

/// <summary>Keeps a machine's profile in a small JSON file.</summary>
public static class ComputeProfileFile
{
    // Measurements beside each other would all be wrong.
    private static readonly Lock Measuring = new();

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>This machine's profile, kept in <c>$XDG_CACHE_HOME/taskgrid</c>, by default <c>~/.cache/taskgrid</c>: it is about the
    /// machine, not about a store.</summary>
    /// <param name="device"><c>cpu</c> or <c>cuda:N</c>.</param>
    public static ComputeProfile OfThisMachine(string device = DeviceNames.Cpu)
    {
        var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } given
            ? given
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        var name = device == DeviceNames.Cpu ? "machine" : device.Replace(':', '-');
        return LoadOrMeasure(Path.Combine(cache, "taskgrid", name + ".json"), device);
    }

    /// <summary>
    /// Reads the profile, or measures and keeps it where the file is missing, damaged or of another machine or library. Whoever
    /// asks meanwhile, also in another process, waits for it.
    /// </summary>
    /// <param name="path">The file; its folder is made where it is missing.</param>
    /// <param name="device"><c>cpu</c> or <c>cuda:N</c>.</param>
    /// <param name="clock">Measures the time; null: the system's.</param>
    public static ComputeProfile LoadOrMeasure(string path, string device = DeviceNames.Cpu, TimeProvider? clock = null)
    {
        if (Find(path, device) is { } known) return known;
        lock (Measuring)
        {
            using var others = LockFile(path + ".lock");
            if (Find(path, device) is { } found) return found;
            var measured = ComputeProbe.Measure(clock ?? TimeProvider.System, device);
            Write(path, measured);
            return measured;
        }
    }

    private static ComputeProfile? Find(string path, string device) =>
        Read(path) is { } known && known.Machine == ComputeProbe.MachineOf(device) ? known : null;

    // Null where nothing can be written, or another process takes too long.
    private static FileStream? LockFile(string path)
    {
        for (var end = Environment.TickCount64 + (long)Patience.TotalMilliseconds; Environment.TickCount64 < end;)
        {
            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path))
            {
                Thread.Sleep(50); // A lock of a file is told to nobody.
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return null;
            }
        }

        return null;
    }

    private static ComputeProfile? Read(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            var profile = JsonSerializer.Deserialize<ComputeProfile>(file, Format);
            return profile?.Measurements?.Any(m => m is { Precision: "fp32", Threads: > 0 }) == true ? profile : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    private static void Write(string path, ComputeProfile profile)
    {
        // A cache that cannot be written costs a measurement next time, not the work.
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            var temporary = $"{path}.{Environment.ProcessId}.tmp";
            File.WriteAllText(temporary, JsonSerializer.Serialize(profile, Format));
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
        }
    }
}
