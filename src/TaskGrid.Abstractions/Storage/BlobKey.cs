using System.Text.RegularExpressions;

namespace TaskGrid;

/// <summary>
/// The rule for keys of blobs: 1 to 16 segments joined by <c>/</c>, each 1 to 128 of <c>a-z A-Z 0-9 . _ -</c> and
/// beginning with a letter or digit; at most 512 characters. Such a key is safe as a path and in a URL.
/// </summary>
public static partial class BlobKey
{
    private const int MaxLength = 512;

    /// <summary>Returns <paramref name="key"/> when it follows the rule.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.InvalidArgument"/>.</exception>
    public static string Check(string key) =>
        IsValid(key)
            ? key
            : throw new TaskGridException(
                ErrorCodes.InvalidArgument,
                $"'{key}' is not the key of a blob. Use up to 16 segments joined by '/', each 1 to 128 of a-z, A-Z, 0-9, "
                + "'.', '_' and '-', beginning with a letter or digit.");

    /// <summary>Whether <paramref name="key"/> follows the rule.</summary>
    public static bool IsValid(string key) => key.Length <= MaxLength && Rule().IsMatch(key);

    [GeneratedRegex(@"\A[a-zA-Z0-9][a-zA-Z0-9._-]{0,127}(/[a-zA-Z0-9][a-zA-Z0-9._-]{0,127}){0,15}\z")]
    private static partial Regex Rule();
}
