using System.Security.Cryptography;

namespace TaskGrid.Diffs.Format;

/// <summary>The frame of a diff file, which all versions share: see <c>docs/specs/diff-format.md</c>.</summary>
internal static class DiffFormat
{
    /// <summary>The version that is written and the only one that is read.</summary>
    public const uint Version = 1;

    /// <summary>Magic and version.</summary>
    public const int HeaderBytes = 12;

    /// <summary>Kind, flags, length.</summary>
    public const int RecordHeaderBytes = 12;

    /// <summary>The SHA-256 at the end.</summary>
    public const int TrailerBytes = SHA256.HashSizeInBytes;

    /// <summary>The longest file: the longest array of .NET.</summary>
    public const int MaxFileBytes = 0x7FFF_FFC7;

    /// <summary>Record flag: a reader that does not know the kind must refuse the file.</summary>
    public const ushort Critical = 1;

    /// <summary>First bytes of a file: a byte beyond ASCII and a line feed reveal files that were sent as text.
    /// </summary>
    public static ReadOnlySpan<byte> Magic =>
        [0x89, (byte)'T', (byte)'G', (byte)'D', (byte)'I', (byte)'F', (byte)'F', 0x0A];

    /// <summary>The flags of a kind of version 1.</summary>
    public static ushort FlagsOf(RecordKind kind) => kind == RecordKind.TrainingRecord ? (ushort)0 : Critical;
}
