using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace TaskGrid.Architecture.Tests.Arrows;

/// <summary>The projects of this repository that one project uses.</summary>
internal sealed record ProjectUses(string Name, IReadOnlyList<string> Targets)
{
    /// <summary>Reads what a project file declares, whatever the conditions.</summary>
    public static ProjectUses Declared(string projectFile) => new(
        Path.GetFileNameWithoutExtension(projectFile),
        [
            .. XDocument.Load(projectFile).Descendants("ProjectReference")
                .Select(reference => reference.Attribute("Include")!.Value.Replace('\\', '/'))
                .Select(path => Path.GetFileNameWithoutExtension(path)!),
        ]);

    /// <summary>Reads what a built assembly really refers to; an unused reference leaves no trace there, a transitive
    /// one that is used does.</summary>
    public static ProjectUses Compiled(string name, string assemblyFile)
    {
        using var stream = File.OpenRead(assemblyFile);
        using var image = new PEReader(stream);
        var metadata = image.GetMetadataReader();
        return new ProjectUses(
            name,
            [
                .. metadata.AssemblyReferences
                    .Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))
                    .Where(target => target.StartsWith("TaskGrid.", StringComparison.Ordinal)),
            ]);
    }
}
