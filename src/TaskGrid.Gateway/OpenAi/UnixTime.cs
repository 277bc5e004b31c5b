namespace TaskGrid.Gateway;

/// <summary>Times as OpenAI's clients read them: whole seconds since 1970.</summary>
internal static class UnixTime
{
    /// <summary>A time in seconds.</summary>
    public static long Of(DateTimeOffset time) => time.ToUnixTimeSeconds();

    /// <summary>A time in seconds, or null.</summary>
    public static long? Of(DateTimeOffset? time) => time?.ToUnixTimeSeconds();
}
