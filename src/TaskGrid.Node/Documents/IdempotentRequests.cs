using System.Security.Cryptography;
using System.Text;

namespace TaskGrid.Node;

/// <summary>
/// Does what a request asks for once. The id of what will be made is bound to the caller's key before it is made, so
/// that a repeated call after a crash makes the same thing.
/// </summary>
internal sealed class IdempotentRequests(GridDocuments documents, TimeProvider time)
{
    private const string Job = "job";
    private const string Begun = "begun";
    private const string Done = "done";

    /// <summary>The id of a job to make, as <see cref="IdAsync"/>.</summary>
    public Task<string> JobIdAsync(
        string tenant, string? key, byte[] content, Func<string> newId, CancellationToken cancellationToken) =>
        IdAsync(tenant, Job, key, content, newId, cancellationToken);

    /// <summary>See <see cref="IGridTenants.HasJobAsync"/>.</summary>
    public async Task<bool> HasJobAsync(string tenant, string key, CancellationToken cancellationToken) =>
        Kept(await documents.Requests.FindAsync(GridKeys.Request(tenant, Job, ChangeRequest.Check(key)), cancellationToken)) is { } mark
        && await documents.Jobs.FindAsync(GridKeys.Job(tenant, mark.Id), cancellationToken) is not null;

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
        var hash = Hash(content);
        var state = await documents.Requests.UpdateAsync(
            GridKeys.Request(tenant, verb, ChangeRequest.Check(key)),
            old => Kept(old) ?? new RequestState(hash, newId(), time.GetUtcNow()),
            cancellationToken);
        return state.Content == hash ? state.Id : throw ChangeRequest.Conflict(key, state.At);
    }

    /// <summary>Makes something of which a repeated call may find that it was removed since.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="verb">What is done; keys of different verbs are different.</param>
    /// <param name="key">The caller's key; null: the call is no repeated one.</param>
    /// <param name="id">What is made. Another one, made with the key before, says nothing of it.</param>
    /// <param name="make">Makes it, or finds it made.</param>
    /// <param name="find">Finds it, or throws that it is not there.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<T> MakeAsync<T>(
        string tenant, string verb, string? key, string id, Func<Task<T>> make, Func<Task<T>> find, CancellationToken cancellationToken)
    {
        if (key is null) return await make();
        var document = GridKeys.Request(tenant, verb, key);
        if (await documents.Requests.FindAsync(document, cancellationToken) is { IsMade: true } made && made.Id == id)
            return await find();
        var result = await make();
        await documents.Requests.UpdateAsync(
            document,
            old => old is null ? new RequestState(Hash([]), id, time.GetUtcNow(), IsMade: true)
                : old.Id == id ? old with { IsMade = true }
                : old,
            cancellationToken);
        return result;
    }

    /// <summary>Removes something once: a repeated call finds that it did, and touches nothing that was made since.
    /// </summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="verb">What is removed; keys of different verbs are different.</param>
    /// <param name="key">The caller's key; null: the call is no repeated one.</param>
    /// <param name="id">What is removed.</param>
    /// <param name="remove">Removes it; throws that it is not found when it is not there. Whatever
    /// else it throws leaves the call open: a repeated one removes it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.IdempotencyConflict"/>,
    /// <see cref="ErrorCodes.InvalidArgument"/>, and what <paramref name="remove"/> throws.</exception>
    public async Task RemoveAsync(
        string tenant, string verb, string? key, string id, Func<Task> remove, CancellationToken cancellationToken)
    {
        if (key is null)
        {
            await remove();
            return;
        }

        var hash = Hash(Encoding.UTF8.GetBytes(id));
        var document = GridKeys.Request(tenant, verb, ChangeRequest.Check(key));
        var isRepeated = true;
        var state = await documents.Requests.UpdateAsync(
            document,
            old =>
            {
                var kept = Kept(old);
                isRepeated = kept is not null;
                return kept ?? new RequestState(hash, Begun, time.GetUtcNow());
            },
            cancellationToken);
        if (state.Content != hash) throw ChangeRequest.Conflict(key, state.At);
        if (state.Id == Done) return;
        try
        {
            await remove();
        }
        catch (TaskGridException exception)
            when (exception.Code is ErrorCodes.TaskNotFound or ErrorCodes.FileNotFound or ErrorCodes.UploadNotFound)
        {
            // Whoever began it was killed behind the removal, or there was nothing to remove.
            if (!isRepeated) await documents.Requests.DeleteAsync(document, cancellationToken);
            if (!isRepeated) throw;
        }

        await documents.Requests.UpdateAsync(document, _ => state with { Id = Done }, cancellationToken);
    }

    private RequestState? Kept(RequestState? mark) =>
        mark is not null && ChangeRequest.IsKept(mark.At, time.GetUtcNow()) ? mark : null;

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
