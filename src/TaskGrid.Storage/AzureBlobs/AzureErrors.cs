using Azure;
using Azure.Identity;
using Azure.Storage.Blobs.Models;

namespace TaskGrid.Storage;

/// <summary>
/// What the service's answers mean. Nothing of an answer's text, of its headers or of the address that was asked gets
/// into an error, because they can hold signatures.
/// </summary>
internal static class AzureErrors
{
    private const string Restart = "Try again later: what was done so far is kept.";

    /// <summary>Whether the blob is not there; a missing container is something else.</summary>
    public static bool IsNoBlob(RequestFailedException exception) => exception.ErrorCode == BlobErrorCode.BlobNotFound;

    /// <summary>Whether a condition of the request did not hold; a lease answers 412 too, and is none.</summary>
    public static bool IsConditionNotMet(RequestFailedException exception) =>
        exception.ErrorCode == BlobErrorCode.ConditionNotMet
        || exception.ErrorCode == BlobErrorCode.BlobAlreadyExists
        || exception.ErrorCode == BlobErrorCode.BlobNotFound;

    /// <summary>Whether the credential does not allow the request.</summary>
    public static bool IsNotAllowed(RequestFailedException exception) => exception.Status is 401 or 403;

    /// <summary>The error to throw for a failure of the service, of the network or of signing in; null for any
    /// other.</summary>
    public static TaskGridException? Explain(string name, Exception exception) => exception switch
    {
        // Of several tries the last one tells most.
        AggregateException { InnerExceptions: [.., var last] } => Explain(name, last),
        RequestFailedException { Status: > 0 } failure => Error(
            name, $"{failure.Status} {failure.ErrorCode}".TrimEnd(), Remedy(failure), RequestId(failure)),
        RequestFailedException or HttpRequestException => Error(
            name, Innermost(exception), "Check the address, this machine's network and its proxy settings."),
        IOException => Error(name, Innermost(exception), $"The connection was lost. {Restart}"),
        TaskCanceledException { CancellationToken.IsCancellationRequested: false } =>
            Error(name, "no answer in time", "Check this machine's network and its proxy settings."),
        AuthenticationFailedException => Error(
            name,
            "signing in failed",
            "Sign in with 'az login', set AZURE_CLIENT_ID, AZURE_TENANT_ID and AZURE_CLIENT_SECRET, give this machine "
            + "a managed identity, or use an address with a shared access signature."),
        _ => null,
    };

    private static string Remedy(RequestFailedException failure) => (failure.Status, failure.ErrorCode) switch
    {
        (403, "AuthenticationFailed") or (401, _) =>
            "The key or signature is wrong or has expired, or this machine's clock is off by more than 15 minutes: "
            + "check both.",
        (403, "AuthorizationPermissionMismatch" or "InsufficientAccountPermissions") =>
            "The credential does not allow this: give it the role 'Storage Blob Data Contributor', or a signature with "
            + "read, add, create, write, delete and list.",
        (403, _) =>
            "The key or signature is wrong, has expired or does not allow this, this machine's clock is off by more "
            + "than 15 minutes, or the account's network rules keep this machine out: check these.",
        (404, "ContainerNotFound") =>
            "There is no such container, and the credential may not make one: create it, or correct its name.",
        (404, _) => "There is no such account or container: correct the address.",
        (409, "ContainerBeingDeleted") => "The container is being deleted: wait a minute, or use another one.",
        (409 or 412, _) or (400, "InvalidBlockList") =>
            $"Someone else changed the blob meanwhile, or holds a lease on it. {Restart}",
        (400, "InvalidHeaderValue") =>
            "The service does not know this version of the interface: update it, or the emulator.",
        ( >= 500 or 408 or 429, _) => $"The service is overloaded or has a fault. {Restart}",
        _ => "Check the address and the credential.",
    };

    private static TaskGridException Error(string name, string reason, string remedy, params string[] details) =>
        new(ErrorCodes.StoreUnavailable, $"Cannot use {name}: {reason}. {remedy}", details);

    private static string[] RequestId(RequestFailedException failure) =>
        failure.GetRawResponse()?.Headers.RequestId is { Length: > 0 } id ? [$"The service's request id: {id}"] : [];

    private static string Innermost(Exception exception) =>
        exception.GetBaseException().Message.Split('\n')[0].Trim().TrimEnd('.');
}
