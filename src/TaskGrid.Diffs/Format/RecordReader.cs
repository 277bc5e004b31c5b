using System.Buffers.Binary;
using System.Security.Cryptography;

namespace TaskGrid.Diffs.Format;

/// <summary>Takes a file apart into records, after its SHA-256 has been checked.</summary>
internal static class RecordReader
{
    /// <summary>The payloads of the known kinds, which are all there, except for ancillary ones.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.DiffInvalid"/> or
    /// <see cref="ErrorCodes.DiffUnsupported"/>.</exception>
    public static IReadOnlyDictionary<RecordKind, ReadOnlyMemory<byte>> Read(ReadOnlyMemory<byte> file)
    {
        CheckFrame(file.Span);
        var records = new Dictionary<RecordKind, ReadOnlyMemory<byte>>();
        var rest = file[DiffFormat.HeaderBytes..^DiffFormat.TrailerBytes];
        var previous = default(RecordKind);
        while (!rest.IsEmpty)
        {
            if (rest.Length < DiffFormat.RecordHeaderBytes) throw DiffErrors.Invalid("its last record is cut off");
            var kind = (RecordKind)BinaryPrimitives.ReadUInt16LittleEndian(rest.Span);
            var flags = BinaryPrimitives.ReadUInt16LittleEndian(rest.Span[sizeof(ushort)..]);
            var length = BinaryPrimitives.ReadUInt64LittleEndian(rest.Span[(2 * sizeof(ushort))..]);
            rest = rest[DiffFormat.RecordHeaderBytes..];
            if (length > (ulong)rest.Length)
                throw DiffErrors.Invalid($"record {(int)kind} announces {length} bytes, but {rest.Length} follow");
            if (kind <= previous) throw DiffErrors.Invalid($"record {(int)kind} comes after record {(int)previous}");
            previous = kind;
            if (CheckKind(kind, flags)) records.Add(kind, rest[..(int)length]);
            rest = rest[(int)length..];
        }

        foreach (var kind in Enum.GetValues<RecordKind>())
        {
            if (DiffFormat.FlagsOf(kind) == DiffFormat.Critical && !records.ContainsKey(kind))
                throw DiffErrors.Invalid($"its record {(int)kind} ({kind}) is missing");
        }

        return records;
    }

    /// <summary>Refuses what is no diff file at all.</summary>
    /// <param name="file">A file, or its first bytes.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.DiffInvalid"/>.</exception>
    public static void CheckMagic(ReadOnlySpan<byte> file)
    {
        if (!file.StartsWith(DiffFormat.Magic)) throw DiffErrors.Invalid("it does not begin as a .tgdiff file does");
    }

    private static void CheckFrame(ReadOnlySpan<byte> file)
    {
        CheckMagic(file);
        if (file.Length < DiffFormat.HeaderBytes + DiffFormat.TrailerBytes) throw DiffErrors.Invalid("it is cut off");
        Span<byte> hash = stackalloc byte[DiffFormat.TrailerBytes];
        SHA256.HashData(file[..^DiffFormat.TrailerBytes], hash);
        if (!hash.SequenceEqual(file[^DiffFormat.TrailerBytes..]))
            throw DiffErrors.Invalid("its SHA-256 does not match its content");
        var version = BinaryPrimitives.ReadUInt32LittleEndian(file[DiffFormat.Magic.Length..]);
        if (version != DiffFormat.Version)
            throw DiffErrors.Unsupported($"it has version {version}; version {DiffFormat.Version} can be read");
    }

    /// <summary>Whether a record is to be read; if not, it may be skipped.</summary>
    private static bool CheckKind(RecordKind kind, ushort flags)
    {
        if ((flags & ~DiffFormat.Critical) != 0)
            throw DiffErrors.Unsupported($"record {(int)kind} has unknown flags 0x{flags:x4}");
        if (Enum.IsDefined(kind))
        {
            return flags == DiffFormat.FlagsOf(kind) ? true
                : throw DiffErrors.Invalid($"record {(int)kind} ({kind}) has wrong flags 0x{flags:x4}");
        }

        return flags == 0 ? false : throw DiffErrors.Unsupported($"it needs records of the unknown kind {(int)kind}");
    }
}
