using System.Diagnostics.CodeAnalysis;

namespace TaskGrid.Diffs;

/// <summary>A SHA-256, which names a base model or a file by its content: 64 lower-case hexadecimal digits.</summary>
public readonly record struct Fingerprint
{
    private readonly string? _hex;

    private Fingerprint(string hex) => _hex = hex;

    /// <summary>The 64 hexadecimal digits.</summary>
    public string Hex => _hex ?? new string('0', 64);

    /// <summary>The first 12 digits, for people.</summary>
    public string Short => Hex[..12];

    /// <summary>Makes a fingerprint of the 32 bytes of a SHA-256.</summary>
    /// <exception cref="ArgumentException">There are not 32 bytes.</exception>
    public static Fingerprint FromHash(ReadOnlySpan<byte> hash) =>
        hash.Length == 32 ? new(Convert.ToHexStringLower(hash)) : throw new ArgumentException("A SHA-256 has 32 bytes.");

    /// <summary>Reads 64 hexadecimal digits, lower case.</summary>
    public static bool TryParse([NotNullWhen(true)] string? hex, out Fingerprint fingerprint)
    {
        var valid = hex is { Length: 64 } && hex.All(char.IsAsciiHexDigitLower);
        fingerprint = valid ? new(hex!) : default;
        return valid;
    }

    /// <summary>The 32 bytes.</summary>
    public byte[] ToHash() => Convert.FromHexString(Hex);

    /// <inheritdoc/>
    public override string ToString() => Hex;
}
