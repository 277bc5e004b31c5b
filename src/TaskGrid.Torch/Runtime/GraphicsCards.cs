namespace TaskGrid.Torch;

/// <summary>What NVIDIA's driver says of the machine's graphics cards.</summary>
internal static class GraphicsCards
{
    private const string Folder = "/proc/driver/nvidia/gpus", Field = "Model:";

    /// <summary>Their names, such as <c>Tesla T4</c>; <c>CUDA</c> where the driver does not say.</summary>
    public static string Models
    {
        get
        {
            if (!Directory.Exists(Folder)) return "CUDA";
            var names = Directory.GetDirectories(Folder).Order(StringComparer.Ordinal)
                .Select(card => Path.Combine(card, "information"))
                .Where(File.Exists)
                .SelectMany(File.ReadLines)
                .Where(line => line.StartsWith(Field, StringComparison.Ordinal))
                .Select(line => line[Field.Length..].Trim())
                .ToArray();
            return names.Length == 0 ? "CUDA" : string.Join(", ", names);
        }
    }
}
