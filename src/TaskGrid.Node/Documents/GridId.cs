using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace TaskGrid.Node;

/// <summary>
/// Ids of files, uploads and jobs: a prefix, then 26 letters and digits. The first ten tell the millisecond, so that ids of one
/// kind sort by time; the others are random, so that they cannot be guessed.
/// </summary>
internal static partial class GridId
{
    /// <summary>What ids of files begin with.</summary>
    public const string File = "file-";

    /// <summary>What ids of uploads begin with.</summary>
    public const string Upload = "upload-";

    /// <summary>What ids of jobs begin with.</summary>
    public const string Job = "ftjob-";

    private const string Digits = "0123456789abcdefghijklmnopqrstuv";
    private const int TimeDigits = 10;
    private const int RandomDigits = 16;

    /// <summary>A new id.</summary>
    public static string New(string prefix, DateTimeOffset now)
    {
        var text = new char[TimeDigits + RandomDigits];
        var time = now.ToUnixTimeMilliseconds();
        for (var i = TimeDigits - 1; i >= 0; i--, time >>= 5) text[i] = Digits[(int)(time & 31)];
        foreach (ref var digit in text.AsSpan(TimeDigits)) digit = Digits[RandomNumberGenerator.GetInt32(32)];
        return prefix + new string(text);
    }

    /// <summary>Whether a text can be an id of that kind; only such a text becomes part of a key.</summary>
    public static bool IsValid(string prefix, string text) =>
        text.StartsWith(prefix, StringComparison.Ordinal) && Rest().IsMatch(text.AsSpan(prefix.Length));

    [GeneratedRegex(@"\A[0-9a-v]{26}\z")]
    private static partial Regex Rest();
}
