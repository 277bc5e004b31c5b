namespace TaskGrid.Client.Http;

/// <summary>Keys that make a call safe to repeat.</summary>
internal static class IdempotencyKey
{
    private const int MaxLength = 128;

    /// <summary>The caller's key, or a new one for this call alone.</summary>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.InvalidArgument"/>: it cannot be sent.</exception>
    public static string Of(string? given)
    {
        if (given is null) return Guid.NewGuid().ToString("N");
        // A header loses blanks at its ends, so that two keys would become one.
        if (given.Length is > 0 and <= MaxLength && given == given.Trim()
            && given.All(letter => letter is >= ' ' and <= '~'))
        {
            return given;
        }

        throw new TaskGridException(
            ErrorCodes.InvalidArgument,
            $"The idempotency key '{given}' is not 1 to {MaxLength} printable ASCII characters without blanks at its ends.");
    }
}
