namespace TaskGrid;

/// <summary>A file that is uploaded in parts.</summary>
public sealed record GridUpload
{
    /// <summary>Its id, <c>upload-…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The file's name.</summary>
    public required string Name { get; init; }

    /// <summary>What the file is for.</summary>
    public required string Purpose { get; init; }

    /// <summary>The file's length.</summary>
    public required long Bytes { get; init; }

    /// <summary>The parts that are there, in the order in which they came; none once it is completed.</summary>
    public IReadOnlyList<GridUploadPart> Parts { get; init; } = [];

    /// <summary>When it was begun.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it is given up, unless it is completed.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The id of the file, once it is completed.</summary>
    public string? File { get; init; }

    /// <summary>SHA-256 of the file, once it is completed: 64 lower-case hexadecimal digits.</summary>
    public string? Sha256 { get; init; }
}
