using TaskGrid.Tests.Grid;

namespace TaskGrid.Orleans.Tests.Clusters;

/// <summary>Copies of the sample base.</summary>
internal static class CopiedBase
{
    /// <summary>The fingerprint that a copy of other weights has.</summary>
    public static readonly string OtherFingerprint = new('f', 64);

    /// <summary>Makes one.</summary>
    /// <param name="bases">The folder of bases with the sample base.</param>
    /// <param name="folder">The folder of bases that gets it.</param>
    /// <param name="name">Its name there.</param>
    /// <param name="hasOtherWeights">Whether it says that its weights are others.</param>
    /// <returns>Its own folder.</returns>
    public static string Create(string bases, string folder, string name, bool hasOtherWeights)
    {
        var target = Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
        foreach (var file in Directory.GetFiles(Path.Combine(bases, SampleBases.Name)))
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        if (!hasOtherWeights) return target;
        using var catalog = new Node.BaseCatalog(bases);
        var manifest = Path.Combine(target, "base.json");
        File.WriteAllText(
            manifest,
            File.ReadAllText(manifest).Replace(catalog.Get(SampleBases.Name).Fingerprint, OtherFingerprint, StringComparison.Ordinal));
        return target;
    }
}
