using TaskGrid.Benchmarks.Machine;
using TaskGrid.Models;

namespace TaskGrid.Benchmarks.Tests.Quality;

/// <summary>The tokenizer of the sample base.</summary>
internal static class SampleTokenizer
{
    public static WordPieceTokenizer Create() => new(WordPieceVocabulary.Parse(
        File.ReadAllBytes(Path.Combine(RepositoryFolder.Root, "samples", "models", "tg-mini", "vocab.txt"))));
}
