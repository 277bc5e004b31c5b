namespace TaskGrid.Storage;

/// <summary>In a container one key can be <c>a</c> and another <c>a/b</c>; a folder cannot hold both.</summary>
internal static class KeyConflict
{
    /// <summary>The error, when that is why a blob cannot be written; otherwise null.</summary>
    public static TaskGridException? Explain(string key, string path)
    {
        if (Directory.Exists(path)) return Error($"'{key}' is the beginning of other keys ('{key}/…')");
        var parent = path;
        for (var end = key.LastIndexOf('/'); end > 0; end = key.LastIndexOf('/', end - 1))
        {
            parent = Path.GetDirectoryName(parent)!;
            if (File.Exists(parent)) return Error($"'{key[..end]}' is a blob, so '{key}' cannot be one");
        }

        return null;
    }

    private static TaskGridException Error(string problem) => new(
        ErrorCodes.InvalidArgument,
        $"In a folder a key cannot be both a blob and the beginning of another key: {problem}. Use another key.");
}
