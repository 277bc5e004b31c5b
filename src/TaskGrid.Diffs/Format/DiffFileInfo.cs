using System.Collections.Immutable;

namespace TaskGrid.Diffs;

/// <summary>What a diff file holds, in numbers.</summary>
public sealed record DiffFileInfo
{
    /// <summary>Version of the format.</summary>
    public required int Version { get; init; }

    /// <summary>SHA-256 of the file without its last 32 bytes, which are this hash.</summary>
    public required Fingerprint Sha256 { get; init; }

    /// <summary>How the values are stored.</summary>
    public required ValueFormat ValueFormat { get; init; }

    /// <summary>k: entries of the diff.</summary>
    public required int Entries { get; init; }

    /// <summary>d: parameters of the base.</summary>
    public required int Parameters { get; init; }

    /// <summary>Numbers in the head.</summary>
    public required int HeadCount { get; init; }

    /// <summary>Bytes of the whole file.</summary>
    public required long FileBytes { get; init; }

    /// <summary>Bytes of the coded positions, their tables included.</summary>
    public required long PositionBytes { get; init; }

    /// <summary>Bytes of the values, their scales included.</summary>
    public required long ValueBytes { get; init; }

    /// <summary>Bytes of the head, names and shapes included.</summary>
    public required long HeadBytes { get; init; }

    /// <summary>Every tensor of the base.</summary>
    public required ImmutableArray<DiffTensorInfo> Tensors { get; init; }

    /// <summary>k ÷ d.</summary>
    public double Density => (double)Entries / Parameters;

    /// <summary>Bits of a coded position, on average; 0 without entries.</summary>
    public double BitsPerPosition => Entries == 0 ? 0 : 8.0 * PositionBytes / Entries;

    /// <summary>What <see cref="PositionCodec.EntropyBits"/> says of this diff.</summary>
    public double EntropyBitsPerPosition => PositionCodec.EntropyBits(Entries, Parameters);
}
