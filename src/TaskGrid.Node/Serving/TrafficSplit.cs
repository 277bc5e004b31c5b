using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace TaskGrid.Node;

/// <summary>Chooses between the versions that share an alias.</summary>
internal static class TrafficSplit
{
    /// <summary>The version for a request.</summary>
    /// <param name="alias">The alias.</param>
    /// <param name="requestKey">The same key gives the same version; null: a random one by weight.</param>
    public static int Choose(AliasSnapshot alias, string? requestKey)
    {
        var targets = alias.Targets;
        if (targets.Count == 1) return targets[0].Version;
        var point = (requestKey is null ? Random.Shared.NextDouble() : Share(alias.Name, requestKey))
            * targets.Sum(target => target.Weight);
        foreach (var target in targets)
        {
            point -= target.Weight;
            if (point < 0) return target.Version;
        }

        return targets[^1].Version;
    }

    // Uniform in [0, 1), the same in every process.
    private static double Share(string alias, string key)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{alias}\n{key}"));
        return (BinaryPrimitives.ReadUInt64LittleEndian(hash) >> 11) * (1.0 / (1UL << 53));
    }
}
