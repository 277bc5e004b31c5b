namespace TaskGrid;

/// <summary>What a diff file holds and what it costs.</summary>
public sealed record DiffSummary
{
    /// <summary>Path of the file, or the version: <c>task@v3</c>.</summary>
    public required string Path { get; init; }

    /// <summary>Version of the format.</summary>
    public required int FormatVersion { get; init; }

    /// <summary>SHA-256 of the content.</summary>
    public required string Sha256 { get; init; }

    /// <summary>SHA-256 of the base it belongs to.</summary>
    public required string BaseFingerprint { get; init; }

    /// <summary><c>fp32</c>, <c>fp16</c>, <c>bf16</c> or <c>int8</c>.</summary>
    public required string ValueFormat { get; init; }

    /// <summary>Parameters of the base.</summary>
    public required int Parameters { get; init; }

    /// <summary>Entries of the diff.</summary>
    public required int Nonzeros { get; init; }

    /// <summary>Entries ÷ parameters.</summary>
    public required double Density { get; init; }

    /// <summary>Bytes of the whole file.</summary>
    public required long FileBytes { get; init; }

    /// <summary>Bytes of the positions.</summary>
    public required long PositionBytes { get; init; }

    /// <summary>Bytes of the values.</summary>
    public required long ValueBytes { get; init; }

    /// <summary>Bytes of the dense head.</summary>
    public required long HeadBytes { get; init; }

    /// <summary>Bits that a position takes.</summary>
    public required double BitsPerPosition { get; init; }

    /// <summary>Bits that it would take at the entropy of a random mask of each tensor's density.</summary>
    public required double EntropyBitsPerPosition { get; init; }

    /// <summary><c>classification</c> or <c>regression</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The labels; empty for regression.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>The training record, a JSON object.</summary>
    public required string TrainingRecordJson { get; init; }

    /// <summary>Entries by tensor, tensors without any left out.</summary>
    public required IReadOnlyList<DiffTensorSummary> Tensors { get; init; }
}
