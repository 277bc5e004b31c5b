using System.Security.Cryptography;
using System.Text.Json;

namespace TaskGrid.Training.Checkpoints;

/// <summary>The SHA-256 by which damage is found: it covers the tensors and all that says what they are.</summary>
internal static class CheckpointDigest
{
    /// <summary>Computes it.</summary>
    /// <param name="metadata">The metadata; the digest itself is left out.</param>
    /// <param name="tensors">Name, type and number of elements of each tensor, in file order.</param>
    /// <param name="append">Appends the tensors' bytes, in file order.</param>
    public static string Of(
        IEnumerable<KeyValuePair<string, string>> metadata,
        IEnumerable<(string Name, string Type, long Count)> tensors,
        Action<IncrementalHash> append)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var words = metadata.Where(entry => entry.Key != CheckpointNames.Digest)
            .OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => new object[] { entry.Key, entry.Value });
        var shapes = tensors.Select(tensor => new object[] { tensor.Name, tensor.Type, tensor.Count });
        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(new[] { words, shapes }));
        append(hash);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
