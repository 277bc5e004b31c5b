using System.Security.Cryptography;
using TaskGrid.Diffs.Format;

namespace TaskGrid.Diffs.Tests;

/// <summary>Files as bytes, and what one can do to them.</summary>
internal static class DiffBytes
{
    public static byte[] Of(TaskDiff diff, ValueFormat format)
    {
        using var stream = new MemoryStream();
        DiffFile.Write(stream, diff, format);
        return stream.ToArray();
    }

    /// <summary>Puts the right SHA-256 at the end, so that the reader goes on behind that check.</summary>
    public static byte[] Sealed(byte[] file)
    {
        SHA256.HashData(file.AsSpan(..^DiffFormat.TrailerBytes), file.AsSpan(^DiffFormat.TrailerBytes..));
        return file;
    }

    /// <summary>A file of the given content between header and hash.</summary>
    public static byte[] File(params (ushort Kind, ushort Flags, byte[] Payload)[] records)
    {
        var bytes = new List<byte>([.. DiffFormat.Magic, 1, 0, 0, 0]);
        foreach (var (kind, flags, payload) in records)
        {
            bytes.AddRange(BitConverter.GetBytes(kind));
            bytes.AddRange(BitConverter.GetBytes(flags));
            bytes.AddRange(BitConverter.GetBytes((long)payload.Length));
            bytes.AddRange(payload);
        }

        return Sealed([.. bytes, .. new byte[DiffFormat.TrailerBytes]]);
    }

    /// <summary>The records of a file.</summary>
    public static List<(ushort Kind, ushort Flags, byte[] Payload)> Records(byte[] file)
    {
        var records = new List<(ushort, ushort, byte[])>();
        for (var at = DiffFormat.HeaderBytes; at < file.Length - DiffFormat.TrailerBytes;)
        {
            var length = (int)BitConverter.ToInt64(file, at + 4);
            var payload = file.AsSpan(at + DiffFormat.RecordHeaderBytes, length).ToArray();
            records.Add((BitConverter.ToUInt16(file, at), BitConverter.ToUInt16(file, at + 2), payload));
            at += DiffFormat.RecordHeaderBytes + length;
        }

        return records;
    }
}
