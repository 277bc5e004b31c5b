namespace TaskGrid;

/// <summary>What a user says of a file.</summary>
/// <param name="Name">Its name, whose extension says how it is read: <c>.jsonl</c>, <c>.csv</c> or <c>.tsv</c>. It is
/// never used as a path.</param>
/// <param name="Purpose">What it is for, by default <c>fine-tune</c>.</param>
public sealed record GridFileSpec(string Name, string Purpose = GridFileSpec.FineTune)
{
    /// <summary>The purpose of training and validation data.</summary>
    public const string FineTune = "fine-tune";
}
