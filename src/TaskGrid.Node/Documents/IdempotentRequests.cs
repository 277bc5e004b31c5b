using System.Security.Cryptography;

namespace TaskGrid.Node;

/// <summary>
/// Does what a request asks for once. The id of what will be made is bound to the caller's key before it is made, so
/// that a repeated call after a crash makes the same thing.
/// </summary>
internal sealed class IdempotentRequests(GridDocuments documents, TimeProvider time)
{
    private const int MaxKeyLength = 128;

    /// <summary>The id to make, new or that of an earlier call.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="verb">What is done; keys of different verbs are different.</param>
    /// <param name="key">The caller's key; null: always a new id.</param>
    /// <param name="content">What is asked for.</param>
    /// <param name="newId">Makes an id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.IdempotencyConflict"/>,
    /// <see cref="ErrorCodes.InvalidArgument"/>.</exception>
    public async Task<string> IdAsync(
        string tenant, string verb, string? key, byte[] content, Func<string> newId, CancellationToken cancellationToken)
    {
        if (key is null) return newId();
        if (key.Length is 0 or > MaxKeyLength || key.Any(character => character is < ' ' or > '~'))
            throw new TaskGridException(
                ErrorCodes.InvalidArgument, $"An idempotency key is 1 to {MaxKeyLength} printable ASCII characters.");
        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        var state = await documents.Requests.UpdateAsync(
            GridKeys.Request(tenant, verb, key),
            old => old ?? new RequestState(hash, newId(), time.GetUtcNow()),
            cancellationToken);
        if (state.Content == hash) return state.Id;
        throw new TaskGridException(
            ErrorCodes.IdempotencyConflict,
            $"The idempotency key '{key}' was used on {state.At:u} for another request. Use a new key.");
    }
}
