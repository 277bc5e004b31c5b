namespace TaskGrid.Training.Checkpoints;

/// <summary>What a run must have in common with a checkpoint to go on from it, as hashes.</summary>
/// <param name="Base">The base's fingerprint.</param>
/// <param name="Settings">Of everything that was decided: method, numbers, early stopping, earlier version.</param>
/// <param name="Data">Of the encoded rows, their targets and the labels.</param>
internal sealed record CheckpointIdentity(string Base, string Settings, string Data)
{
    private const string BaseKey = "base";
    private const string SettingsKey = "settings";
    private const string DataKey = "data";

    /// <summary>The metadata that carries it.</summary>
    public Dictionary<string, string> ToMetadata() =>
        new() { [BaseKey] = Base, [SettingsKey] = Settings, [DataKey] = Data };

    /// <summary>Refuses the checkpoint of another run.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.CheckpointInvalid"/>, naming all that
    /// differs.</exception>
    public void Check(IReadOnlyDictionary<string, string> metadata)
    {
        var problems = new List<string>();
        Compare(BaseKey, Base, "base");
        Compare(SettingsKey, Settings, "settings");
        Compare(DataKey, Data, "data");
        if (problems.Count > 0) throw CheckpointErrors.Invalid(string.Join("; ", problems));

        void Compare(string key, string own, string what)
        {
            var stored = metadata.GetValueOrDefault(key) ?? "none";
            if (stored == own) return;
            problems.Add($"it belongs to other {what} (hash {Short(stored)}, this run has {Short(own)})");
        }
    }

    private static string Short(string hash) => hash[..Math.Min(12, hash.Length)];
}
