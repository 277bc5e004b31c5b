using Azure.Core;
using Azure.Identity;
using Azure.Storage.Blobs;

namespace TaskGrid.Storage;

/// <summary>Reads where a container is and how to sign in.</summary>
internal static class AzureLocation
{
    /// <summary>The variable of the environment that holds the connection string.</summary>
    public const string ConnectionVariable = "TASKGRID_AZURE_CONNECTION";

    /// <summary>Opens a container URL; with a signature in its query, or with this machine's identity.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.InvalidArgument"/>.</exception>
    public static AzureBlobStore OpenUrl(Uri url, BlobClientOptions options)
    {
        var address = new BlobUriBuilder(url);
        var container = address.BlobContainerName;
        var prefix = address.BlobName.Trim('/');
        var shown = $"{url.Scheme}://{url.Host}{url.AbsolutePath}";
        if (url.UserInfo.Length > 0) throw Invalid(shown, "It must not hold a user or password.");
        if (!IsContainerName(container)) throw Invalid(shown, NoContainer(container));
        CheckPrefix(prefix);
        address.BlobName = "";
        var isSigned = address.Sas is not null;
        if (!isSigned && url.Query.Length > 1)
            throw Invalid(shown, "What follows the '?' is not a shared access signature: copy it whole, with 'sig='.");
        if (!isSigned && url.Scheme != Uri.UriSchemeHttps)
            throw Invalid(shown, "Signing in with this machine's identity needs https.");
        return new AzureBlobStore(
            isSigned
                ? new BlobContainerClient(address.ToUri(), options)
                : new BlobContainerClient(address.ToUri(), new DefaultAzureCredential(), options),
            prefix);
    }

    /// <summary>Opens <c>CONTAINER[/PREFIX]</c> of the account in a connection string.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.InvalidArgument"/>.</exception>
    public static AzureBlobStore OpenConnection(string path, string? connection, BlobClientOptions options)
    {
        var shown = $"azure:{path}";
        var parts = path.Split('/', 2);
        var prefix = parts is [_, var rest] ? rest.TrimEnd('/') : "";
        if (!IsContainerName(parts[0])) throw Invalid(shown, NoContainer(parts[0]));
        CheckPrefix(prefix);
        if (string.IsNullOrWhiteSpace(connection))
            throw Invalid(
                shown,
                $"It needs the storage account's connection string in the environment variable {ConnectionVariable}.");
        try
        {
            return new AzureBlobStore(new BlobContainerClient(connection, parts[0], options), prefix);
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException)
        {
            // What was wrong with it may quote a part of it.
            throw Invalid(
                shown,
                $"{ConnectionVariable} does not hold a connection string of a storage account: copy it whole, from "
                + "'Access keys' of the account.");
        }
    }

    /// <summary>Bounded retries: about half a minute for a service that is quick to answer that it cannot.</summary>
    public static BlobClientOptions DefaultOptions() => new()
    {
        Retry =
        {
            Mode = RetryMode.Exponential,
            MaxRetries = 5,
            Delay = TimeSpan.FromSeconds(0.5),
            MaxDelay = TimeSpan.FromSeconds(10),
        },
        Diagnostics = { IsLoggingContentEnabled = false, IsTelemetryEnabled = false },
    };

    private static bool IsContainerName(string name) =>
        name.Length is >= 3 and <= 63
        && name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-')
        && name[0] != '-' && name[^1] != '-' && !name.Contains("--", StringComparison.Ordinal);

    private static string NoContainer(string name) =>
        $"'{name}' is not the name of a container: 3 to 63 of a-z, 0-9 and single '-' between them.";

    private static void CheckPrefix(string prefix)
    {
        if (prefix.Length > 0) BlobKey.Check(prefix);
    }

    private static TaskGridException Invalid(string location, string problem) =>
        new(ErrorCodes.InvalidArgument, $"'{location}' is not a store. {problem}");
}
