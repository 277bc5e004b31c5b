namespace TaskGrid.Models;

/// <summary>Chooses the engine.</summary>
internal static class PieceEncoderFactory
{
    /// <summary>Makes the engine that the settings name.</summary>
    /// <param name="vocabulary">The base's vocabulary.</param>
    /// <param name="settings">How the base cuts text.</param>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.InvalidArgument"/>: this build lacks it.</exception>
    public static IPieceEncoder Create(WordPieceVocabulary vocabulary, WordPieceSettings settings) =>
        settings.Engine switch
        {
            WordPieceEngine.BuiltIn => new TrieWordPiece(vocabulary, settings),
#if TASKGRID_FULL
            WordPieceEngine.MlTokenizers => new MlTokenizersWordPiece(vocabulary, settings),
#endif
            _ => throw new TaskGridException(
                ErrorCodes.InvalidArgument,
                $"This build has no tokenizer engine '{settings.Engine}': it needs the package "
                + "Microsoft.ML.Tokenizers. Use the built-in engine, which gives the same ids, "
                + "or build with -p:TaskGridFeed=full."),
        };
}
