namespace TaskGrid.Client;

/// <summary>Checks options when a client is made. No message holds the key.</summary>
internal static class TaskGridClientOptionsValidator
{
    private const int MostRetries = 100;

    // Above it a timer cannot be set.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(24);

    /// <summary>Throws with every problem at once.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.InvalidArgument"/>.</exception>
    public static void Check(TaskGridClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        string[] problems = [.. Problems(options)];
        if (problems.Length == 0) return;
        throw new TaskGridException(
            ErrorCodes.InvalidArgument,
            problems.Length == 1 ? problems[0] : $"{problems.Length} options of the client are wrong.",
            problems);
    }

    private static IEnumerable<string> Problems(TaskGridClientOptions options)
    {
        var endpoint = options.Endpoint;
        if (endpoint is not { IsAbsoluteUri: true, Scheme: "http" or "https", UserInfo: "", Query: "", Fragment: "" })
            yield return "The endpoint is not an http or https address without user, query and fragment, such as "
                + "http://127.0.0.1:8080.";
        if (options.Key is { } key && (key.Length == 0 || key.Any(letter => letter is <= ' ' or > '~')))
            yield return "The key is empty or holds a character that is not printable ASCII. Copy it anew, without spaces "
                + "and line ends.";
        if (options.MaxRetries is < 0 or > MostRetries)
            yield return $"MaxRetries is {options.MaxRetries}; it goes from 0 to {MostRetries}.";
        if (options.UploadPartBytes is < 1 or > (int)IGridUploads.MaxPartBytes)
            yield return $"UploadPartBytes is {options.UploadPartBytes}; it goes from 1 to {IGridUploads.MaxPartBytes}.";
        foreach (var (name, value) in Durations(options))
        {
            if (value <= TimeSpan.Zero || value > Longest)
                yield return $"{name} is {value}; it must be above 0 and at most {Longest.Days} days.";
        }
    }

    private static IEnumerable<(string Name, TimeSpan Value)> Durations(TaskGridClientOptions options) =>
    [
        (nameof(options.RetryDelay), options.RetryDelay),
        (nameof(options.MaxRetryDelay), options.MaxRetryDelay),
        (nameof(options.MaxRetryAfter), options.MaxRetryAfter),
        (nameof(options.AttemptTimeout), options.AttemptTimeout),
        (nameof(options.LongAttemptTimeout), options.LongAttemptTimeout),
        (nameof(options.StreamIdleTimeout), options.StreamIdleTimeout),
        (nameof(options.ReconnectTimeout), options.ReconnectTimeout),
    ];
}
