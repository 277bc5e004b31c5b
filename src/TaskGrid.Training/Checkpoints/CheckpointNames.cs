namespace TaskGrid.Training.Checkpoints;

/// <summary>Names in a checkpoint: the keys of its metadata and the tensors that every method has.</summary>
internal static class CheckpointNames
{
    /// <summary>The version of the layout that this program writes and reads.</summary>
    public const string CurrentVersion = "1";

    /// <summary>Metadata: <see cref="CurrentVersion"/>.</summary>
    public const string Version = "checkpoint_version";

    /// <summary>Metadata: <see cref="CheckpointPosition"/> as JSON.</summary>
    public const string Position = "position";

    /// <summary>Metadata: SHA-256 over the other metadata, names, types and lengths, and the tensors.</summary>
    public const string Digest = "sha256";

    /// <summary>The mask that an earlier phase handed over: flat indices.</summary>
    public const string MaskIndices = "mask.indices";

    /// <summary>Where its entries start.</summary>
    public const string MaskDifferences = "mask.differences";

    /// <summary>The weights of the epoch that is kept.</summary>
    public const string BestWeights = "best.weights";

    /// <summary>Begins the names of the head of the epoch that is kept.</summary>
    public const string BestHead = "best.head.";
}
