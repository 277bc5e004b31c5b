namespace TaskGrid;

/// <summary>When a blob may be written.</summary>
public readonly record struct BlobCondition
{
    private BlobCondition(bool absent, string? eTag) => (MustBeAbsent, ETag) = (absent, eTag);

    /// <summary>Always.</summary>
    public static BlobCondition None => default;

    /// <summary>Only when there is no such blob.</summary>
    public static BlobCondition IfAbsent => new(true, null);

    /// <summary>Whether there must be no such blob.</summary>
    public bool MustBeAbsent { get; }

    /// <summary>The ETag that the blob must have, or null.</summary>
    public string? ETag { get; }

    /// <summary>Only when the blob still has this ETag.</summary>
    public static BlobCondition IfMatch(string eTag) => new(false, eTag);
}
