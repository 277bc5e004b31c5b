using System.Text.Json;

namespace TaskGrid.Gateway;

/// <summary>The API keys of a store: a document <c>keys/HASH.json</c> each.</summary>
/// <param name="store">Where they are.</param>
/// <param name="time">The clock.</param>
/// <param name="grace">See <see cref="GatewayOptions.KeyGrace"/>; null: its default.</param>
public sealed class ApiKeyStore(IBlobStore store, TimeProvider time, TimeSpan? grace = null)
{
    private const string Folder = "keys/";
    private const string Extension = ".json";
    private const int IdDigits = 12;
    private const int MaxDocumentBytes = 1 << 16;
    private const int MaxNameLength = 100;
    private const int MaxAttempts = 10;

    // A client of a store that is away tries for long; a key that is known need not wait for it.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly ApiKeyCache _cache = new(time, grace ?? GatewayOptions.DefaultKeyGrace);

    /// <summary>Makes a key.</summary>
    /// <param name="tenant">Whose it is, by <see cref="ResourceName"/>.</param>
    /// <param name="scopes">At least one of <see cref="ApiScope"/>.</param>
    /// <param name="name">What it is for; at most 100 characters.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.InvalidName"/>,
    /// <see cref="ErrorCodes.InvalidArgument"/>.</exception>
    public async Task<NewApiKey> CreateAsync(
        string tenant, IReadOnlyList<string> scopes, string name = "", CancellationToken cancellationToken = default)
    {
        Check(tenant, scopes, name);
        var key = ApiKeyText.New();
        var hash = ApiKeyText.HashOf(key);
        var info = new ApiKeyInfo
        {
            Id = hash[..IdDigits],
            Tenant = tenant,
            Scopes = [.. scopes.Distinct()],
            Name = name,
            CreatedAt = time.GetUtcNow(),
        };
        await store.WriteBytesAsync(KeyOf(hash), Bytes(info), BlobCondition.IfAbsent, cancellationToken);
        return new NewApiKey(key, info);
    }

    /// <summary>All keys, the oldest first, revoked ones too. Damaged documents are left out.</summary>
    public async Task<IReadOnlyList<ApiKeyInfo>> ListAsync(CancellationToken cancellationToken = default)
    {
        var keys = new List<ApiKeyInfo>();
        await foreach (var blob in store.ListAsync(Folder, cancellationToken))
        {
            try
            {
                if (await ReadAsync(blob.Key, cancellationToken) is { } found) keys.Add(found.Info);
            }
            catch (TaskGridException exception) when (exception.Code == ErrorCodes.StoreInvalid)
            {
                // Left out.
            }
        }

        return [.. keys.OrderBy(key => key.CreatedAt)];
    }

    /// <summary>Makes a key invalid for good; servers see it within seconds.</summary>
    /// <param name="id">The key's <see cref="ApiKeyInfo.Id"/>, or the key itself.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.InvalidArgument"/>: there is no such key.</exception>
    public async Task<ApiKeyInfo> RevokeAsync(string id, CancellationToken cancellationToken = default)
    {
        var hash = ApiKeyText.IsValid(id) ? ApiKeyText.HashOf(id) : id;
        if (hash.Length < IdDigits || !hash.All(char.IsAsciiHexDigitLower)) throw NotFound();
        var matches = new List<string>();
        await foreach (var blob in store.ListAsync(Folder + hash, cancellationToken)) matches.Add(blob.Key);
        if (matches is not [var key]) throw NotFound();
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            if (await ReadAsync(key, cancellationToken) is not { } found) throw NotFound();
            _cache.Remove(key);
            if (found.Info.RevokedAt is not null) return found.Info;
            var revoked = found.Info with { RevokedAt = time.GetUtcNow() };
            var condition = BlobCondition.IfMatch(found.ETag);
            if (await store.WriteBytesAsync(key, Bytes(revoked), condition, cancellationToken) is null) continue;
            _cache.Remove(key);
            return revoked;
        }

        throw new TaskGridException(ErrorCodes.Contended, "The key was changed by others again and again. Try again.");
    }

    /// <summary>What a valid key allows; null for any other text. A missing key and a revoked one take the same way.
    /// While the store is away a key that was found is taken for a while.</summary>
    /// <param name="key">What a caller sent.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.StoreUnavailable"/>: the store is away, and the key is not
    /// known from before.</exception>
    public async Task<ApiKeyInfo?> FindAsync(string key, CancellationToken cancellationToken = default)
    {
        if (!ApiKeyText.IsValid(key)) return null;
        var blob = KeyOf(ApiKeyText.HashOf(key));
        if (!_cache.TryGet(blob, out var info)) info = await LookAsync(blob, cancellationToken);
        return info is { RevokedAt: null } ? info : null;
    }

    /// <summary>Whether only the store can tell what a text is, and never told that it is a key.</summary>
    /// <param name="key">What a caller sent.</param>
    internal bool IsUnknown(string key)
    {
        if (!ApiKeyText.IsValid(key)) return false;
        var blob = KeyOf(ApiKeyText.HashOf(key));
        return !_cache.TryGet(blob, out _) && !_cache.WasFound(blob);
    }

    private static void Check(string tenant, IReadOnlyList<string> scopes, string name)
    {
        var problems = new List<TaskGridException>();
        if (!ResourceName.IsValid(tenant)) problems.Add(ResourceName.Invalid(tenant, "tenant"));
        var unknown = scopes.Except(ApiScope.All).ToArray();
        if (scopes.Count == 0 || unknown.Length > 0)
            problems.Add(Invalid($"Scopes are {string.Join(", ", ApiScope.All)}; not '{string.Join(", ", unknown)}'."));
        if (name.Length > MaxNameLength || name.Any(char.IsControl))
            problems.Add(Invalid($"A key's name is at most {MaxNameLength} characters without control characters."));
        if (problems.Count == 1) throw problems[0];
        if (problems.Count == 0) return;
        string[] messages = [.. problems.Select(problem => problem.Message)];
        throw new TaskGridException(ErrorCodes.InvalidArgument, string.Join(" ", messages), messages);
    }

    private static string KeyOf(string hash) => Folder + hash + Extension;

    private static byte[] Bytes(ApiKeyInfo info) =>
        JsonSerializer.SerializeToUtf8Bytes(info, ApiKeyJson.Default.ApiKeyInfo);

    private static TaskGridException Invalid(string message) => new(ErrorCodes.InvalidArgument, message);

    private static TaskGridException NotFound() =>
        Invalid("There is no such key. 'taskgrid key list' shows the ids of all.");

    private async Task<ApiKeyInfo?> LookAsync(string blob, CancellationToken cancellationToken)
    {
        var known = _cache.Known(blob);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (known is not null) patience.CancelAfter(Patience);
        if (known is not null && _cache.IsUnanswered(blob)) _cache.Keep(blob); // other requests do not wait for this look
        try
        {
            var info = (await ReadAsync(blob, patience.Token))?.Info;
            _cache.Set(blob, info);
            return info;
        }
        catch (Exception exception) when (known is not null
            && exception is TaskGridException { Code: ErrorCodes.StoreUnavailable } or OperationCanceledException
            && !cancellationToken.IsCancellationRequested)
        {
            _cache.Keep(blob);
            return known;
        }
    }

    private async Task<(ApiKeyInfo Info, string ETag)?> ReadAsync(string key, CancellationToken cancellationToken)
    {
        if (await store.ReadBytesAsync(key, MaxDocumentBytes, cancellationToken) is not { } content) return null;
        try
        {
            var info = JsonSerializer.Deserialize(content.Bytes, ApiKeyJson.Default.ApiKeyInfo)
                ?? throw new JsonException("It is null.");
            return (info, content.Info.ETag);
        }
        catch (JsonException exception)
        {
            throw new TaskGridException(
                ErrorCodes.StoreInvalid,
                $"The document '{key}' in {store.Name} is damaged. Delete it and make a new key.",
                null,
                exception);
        }
    }
}
