using System.Text.Json;

namespace TaskGrid.Torch;

/// <summary>Keeps a machine's profile in a small JSON file.</summary>
public static class ComputeProfileFile
{
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
    /// Reads the profile, or measures and keeps it where the file is missing, damaged or of another machine or library.
    /// </summary>
    /// <param name="path">The file; its folder is made where it is missing.</param>
    /// <param name="device"><c>cpu</c> or <c>cuda:N</c>.</param>
    /// <param name="clock">Measures the time; null: the system's.</param>
    public static ComputeProfile LoadOrMeasure(string path, string device = DeviceNames.Cpu, TimeProvider? clock = null)
    {
        if (Read(path) is { } known && known.Machine == ComputeProbe.MachineOf(device)) return known;
        var measured = ComputeProbe.Measure(clock ?? TimeProvider.System, device);
        Write(path, measured);
        return measured;
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
