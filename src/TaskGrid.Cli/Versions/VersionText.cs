using System.Globalization;
using TaskGrid.Cli.Output;
using TaskGrid.Cli.Tasks;

namespace TaskGrid.Cli.Versions;

/// <summary>A version as text.</summary>
internal static class VersionText
{
    /// <summary>All that is known of a version.</summary>
    public static FieldList Fields(VersionSnapshot version) => Add(version.Training, TaskText.Add(
        new FieldList()
            .Add("version", ModelReference.Of(version.Info.Name, version.Number))
            .Add("created", $"{version.CreatedAt:u}")
            .Add("job", version.Job ?? "none: it was imported")
            .Add("sha256", version.Sha256)
            .Add("pinned", version.IsPinned ? "yes" : "no"),
        version.Info));

    private static FieldList Add(TrainingRecord? training, FieldList fields) => training is null ? fields : fields
        .Add(
            "training",
            $"{training.Epochs} epochs of {Readable.Count(training.TrainRows)} rows, {Readable.Count(training.Steps)} steps of "
            + $"{training.BatchSize}, at most {training.MaxLength} tokens")
        .Add("", $"{Rate(training)}seed {training.Seed}, {training.Precision}, {training.Device ?? "cpu"}, threads: {training.Threads}")
        .Add(
            "",
            $"measured on {Readable.Count(training.DevRows)} rows ({Readable.Score(training.MajorityValue)} by a constant guess)");

    private static string Rate(TrainingRecord training) => training.LearningRate is { } rate
        ? string.Create(CultureInfo.InvariantCulture, $"learning rate {rate:0.######}, ")
        : "";
}
