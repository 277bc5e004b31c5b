using TaskGrid.Cli.Output;
using TaskGrid.Cli.Tasks;

namespace TaskGrid.Cli.Versions;

/// <summary>A version as text.</summary>
internal static class VersionText
{
    /// <summary>All that is known of a version.</summary>
    public static FieldList Fields(VersionSnapshot version) => TaskText.Add(
        new FieldList()
            .Add("version", ModelReference.Of(version.Info.Name, version.Number))
            .Add("created", $"{version.CreatedAt:u}")
            .Add("job", version.Job ?? "none: it was imported")
            .Add("sha256", version.Sha256)
            .Add("pinned", version.IsPinned ? "yes" : "no"),
        version.Info);
}
