using TaskGrid.Models;
using TaskGrid.Tests.Grid;

namespace TaskGrid.Orleans.Tests.Clusters;

/// <summary>Copies of the sample base.</summary>
internal static class CopiedBase
{
    /// <summary>Makes one.</summary>
    /// <param name="bases">The folder of bases with the sample base.</param>
    /// <param name="folder">The folder of bases that gets it.</param>
    /// <param name="name">Its name there.</param>
    /// <param name="hasOtherWeights">Whether its weights are others, by one bit.</param>
    /// <returns>Its own folder.</returns>
    public static string Create(string bases, string folder, string name, bool hasOtherWeights)
    {
        var target = Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
        foreach (var file in Directory.GetFiles(Path.Combine(bases, SampleBases.Name)))
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        if (!hasOtherWeights) return target;
        var (weights, manifest) = (Path.Combine(target, "model.safetensors"), Path.Combine(target, "base.json"));
        var bytes = File.ReadAllBytes(weights);
        bytes[^4] ^= 1;
        File.WriteAllBytes(weights, bytes);
        var stored = BaseFolder.Open(target);
        File.WriteAllText(
            manifest,
            File.ReadAllText(manifest).Replace(
                stored.Fingerprint.Hex, stored.ComputeFingerprint().Hex, StringComparison.Ordinal));
        return target;
    }
}
