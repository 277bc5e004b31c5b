using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace TaskGrid.Cluster;

/// <summary>A task as 64 bits, the same in every process.</summary>
public static class TaskKey
{
    /// <summary>The key of a tenant's task.</summary>
    public static ulong Of(string tenant, string task) => Of($"{tenant}/{task}");

    /// <summary>The key of any text.</summary>
    public static ulong Of(string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return BinaryPrimitives.ReadUInt64LittleEndian(hash);
    }
}
