namespace TaskGrid.Models;

/// <summary>How models are downloaded from a hub.</summary>
public sealed record HubOptions
{
    private const string DefaultEndpoint = "https://huggingface.co";

    /// <summary>The hub's address, http or https. Default: the public Hugging Face hub.</summary>
    public Uri Endpoint { get; init; } = new(DefaultEndpoint);

    /// <summary>The access token for private models, sent to <see cref="Endpoint"/> only. Default: none.</summary>
    public string? Token { get; init; }

    /// <summary>Where unfinished downloads lie, to be resumed. Default: the user's cache folder.</summary>
    public string CacheFolder { get; init; } = DefaultCacheFolder();

    /// <summary>A connection that brings nothing for so long is given up. Default: 60 seconds.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Attempts of a request that bring nothing new before it is given up. Default: 4.</summary>
    public int Attempts { get; init; } = 4;

    /// <summary>The options that the environment states: <c>HF_ENDPOINT</c> and <c>HF_TOKEN</c>.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.InvalidArgument"/>: the address is not one of http or
    /// https.</exception>
    public static HubOptions FromEnvironment()
    {
        var address = Environment.GetEnvironmentVariable("HF_ENDPOINT");
        if (string.IsNullOrWhiteSpace(address)) address = DefaultEndpoint;
        if (!Uri.TryCreate(address.Trim(), UriKind.Absolute, out var endpoint)
            || endpoint.Scheme is not ("http" or "https"))
        {
            throw new TaskGridException(
                ErrorCodes.InvalidArgument,
                $"HF_ENDPOINT is '{address}'. It must be an address that begins with http:// or https://.");
        }

        var token = Environment.GetEnvironmentVariable("HF_TOKEN")?.Trim();
        return new HubOptions { Endpoint = endpoint, Token = string.IsNullOrEmpty(token) ? null : token };
    }

    /// <summary>The address alone: the token must not get into logs.</summary>
    public override string ToString() => Endpoint.ToString();

    private static string DefaultCacheFolder()
    {
        var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        if (string.IsNullOrEmpty(cache))
        {
            cache = Path.Combine(
                Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        }

        return Path.Combine(cache, "taskgrid", "hub");
    }
}
