using System.Text.RegularExpressions;
using Azure.Storage.Blobs;

namespace TaskGrid.Storage;

/// <summary>Opens the store that a location names.</summary>
public static partial class BlobStores
{
    private const string AzureScheme = "azure:";

    /// <summary>Opens a store; nothing is read or made yet.</summary>
    /// <param name="location">
    /// A folder's path; or the URL of an Azure storage container with an optional prefix behind it,
    /// <c>https://ACCOUNT.blob.core.windows.net/CONTAINER[/PREFIX]</c>, signed by a shared access signature in its
    /// query or used with this machine's identity (DefaultAzureCredential); or <c>azure:CONTAINER[/PREFIX]</c> with the
    /// account's connection string in the environment variable <c>TASKGRID_AZURE_CONNECTION</c>.
    /// </param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.InvalidArgument"/>: it is none of these.
    /// <see cref="ErrorCodes.StoreUnavailable"/>: the path is a file's.</exception>
    public static IBlobStore Open(string location) => Open(
        location, Environment.GetEnvironmentVariable(AzureLocation.ConnectionVariable), null);

    internal static IBlobStore Open(string location, string? azureConnection, BlobClientOptions? options)
    {
        if (string.IsNullOrWhiteSpace(location)) throw Unknown("Nothing is named.");
        if (location.StartsWith(AzureScheme, StringComparison.Ordinal))
            return AzureLocation.OpenConnection(
                location[AzureScheme.Length..], azureConnection, options ?? AzureLocation.DefaultOptions());
        if (Scheme().Match(location) is not { Success: true } scheme) return new FileBlobStore(location);
        if (!Uri.TryCreate(location, UriKind.Absolute, out var url)
            || (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp))
            throw Unknown($"'{scheme.Value}' is not known; a folder whose name begins so is './{scheme.Value}…'.");
        // An emulator on this machine is not asked for a certificate.
        if (url.Scheme == Uri.UriSchemeHttp && !url.IsLoopback)
            throw Unknown("Use https: with http the signature could be read on the way.");
        return AzureLocation.OpenUrl(url, options ?? AzureLocation.DefaultOptions());
    }

    private static TaskGridException Unknown(string problem) => new(
        ErrorCodes.InvalidArgument,
        $"This is not a store. {problem} Name a folder, the https URL of an Azure storage container, or "
        + $"azure:CONTAINER[/PREFIX] with {AzureLocation.ConnectionVariable} set.");

    // At least two characters: C: is a drive.
    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9+.-]+:")]
    private static partial Regex Scheme();
}
