using System.Security.Cryptography;

namespace TaskGrid.Benchmarks.Quality.Runs;

/// <summary>What tells one file of rows from another: a line of the CSV that records them.</summary>
internal sealed record FileDigest
{
    /// <summary>The file's name as <see cref="TaskFiles.NameOf"/> gives it.</summary>
    public required string File { get; init; }

    /// <summary>Lines, the header left out.</summary>
    public required int Rows { get; init; }

    /// <summary>SHA-256 over the file's bytes, in hexadecimal.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Reads a file.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="path">Where it is.</param>
    public static FileDigest Of(string name, string path) => new()
    {
        File = name,
        Rows = System.IO.File.ReadLines(path).Count() - 1,
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(System.IO.File.ReadAllBytes(path))),
    };
}
