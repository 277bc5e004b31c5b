using System.Text.Json.Serialization;

namespace TaskGrid;

/// <summary>What a user declares of a job.</summary>
public sealed record JobSpec
{
    /// <summary>The most pairs of <see cref="Metadata"/>.</summary>
    public const int MaxMetadata = 16;

    /// <summary>The longest name of a pair.</summary>
    public const int MaxMetadataName = 64;

    /// <summary>The longest value of a pair.</summary>
    public const int MaxMetadataValue = 512;

    /// <summary>The run. <see cref="TrainSpec.TrainFile"/> and <see cref="TrainSpec.DevFile"/> are ids of data files;
    /// <see cref="TrainSpec.Task"/> is registered when it is new.</summary>
    public required TrainSpec Train { get; init; }

    /// <summary>What to go on from; null: the base. A version, <c>task@v3</c>: the run starts at its values. Or a job's id:
    /// the run goes on where that job's newest checkpoint stands, and ends as that job would have. Such a job trains the same:
    /// its data and <see cref="Train"/> but for the task, and <see cref="EarlyStopEpochs"/>, are those of the other job, which
    /// may be open, or have failed within the last seven days.</summary>
    public string? ContinueFrom { get; init; }

    /// <summary>Ends the last phase when the dev metric has not improved for so many epochs; null: never.</summary>
    public int? EarlyStopEpochs { get; init; }

    /// <summary>A checkpoint at least so often; by default every minute.</summary>
    public TimeSpan CheckpointEvery { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>A checkpoint every so many steps too; null: by time alone.</summary>
    public int? CheckpointEverySteps { get; init; }

    /// <summary>The alias that moves to the new version; null for none. By default <c>live</c>.</summary>
    /// <remarks>A null is written too: left out, it would be read as the default.</remarks>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? PublishTo { get; init; } = AliasSnapshot.Live;

    /// <summary>The caller's own notes: at most 16 pairs, names of at most 64 and values of at most 512 characters.
    /// </summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();
}
