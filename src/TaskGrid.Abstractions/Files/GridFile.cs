namespace TaskGrid;

/// <summary>A stored data file.</summary>
public sealed record GridFile
{
    /// <summary>Its id, <c>file-…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The name that it was given.</summary>
    public required string Name { get; init; }

    /// <summary>What it is for.</summary>
    public required string Purpose { get; init; }

    /// <summary>Its length.</summary>
    public required long Bytes { get; init; }

    /// <summary>SHA-256 of its content, 64 hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>When it was stored.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
