using System.Text.Json.Serialization;

namespace TaskGrid;

/// <summary>What a user declares of a job.</summary>
public sealed record JobSpec
{
    /// <summary>The run. <see cref="TrainSpec.TrainFile"/> and <see cref="TrainSpec.DevFile"/> are ids of data files;
    /// <see cref="TrainSpec.Task"/> is registered when it is new.</summary>
    public required TrainSpec Train { get; init; }

    /// <summary>A version to go on from, <c>task@v3</c>; null: from the base.</summary>
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
