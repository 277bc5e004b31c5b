namespace TaskGrid.Models;

/// <summary>What looks up the pieces of words.</summary>
public enum WordPieceEngine
{
    /// <summary>This project's own: needs no package.</summary>
    BuiltIn,

    /// <summary>Microsoft.ML.Tokenizers; only in a build with <c>TaskGridFeed=full</c>.</summary>
    MlTokenizers,
}
