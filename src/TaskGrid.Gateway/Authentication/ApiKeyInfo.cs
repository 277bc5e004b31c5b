namespace TaskGrid.Gateway;

/// <summary>What is stored of an API key. The key itself is not.</summary>
public sealed record ApiKeyInfo
{
    /// <summary>The first 12 digits of its hash: names it where the key must not be shown.</summary>
    public required string Id { get; init; }

    /// <summary>Whose it is.</summary>
    public required string Tenant { get; init; }

    /// <summary>What it allows, of <see cref="ApiScope"/>.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>What it is for, for people.</summary>
    public string Name { get; init; } = "";

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was revoked; null: it is valid.</summary>
    public DateTimeOffset? RevokedAt { get; init; }
}
