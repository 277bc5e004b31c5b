using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace TaskGrid.Gateway;

/// <summary>Keys as callers hold them: <c>tg-</c> and 256 random bits in 43 characters of base64url.</summary>
internal static partial class ApiKeyText
{
    /// <summary>What keys begin with.</summary>
    public const string Prefix = "tg-";

    private const int RandomBytes = 32;

    /// <summary>A new key.</summary>
    public static string New() => Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));

    /// <summary>Whether a text can be a key.</summary>
    public static bool IsValid(string text) => Rule().IsMatch(text);

    /// <summary>What is stored instead of a key. A plain hash does: nobody can try 2^256 keys.</summary>
    public static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(key)));

    [GeneratedRegex(@"\Atg-[A-Za-z0-9_-]{43}\z")]
    private static partial Regex Rule();
}
