using System.Text;

namespace TaskGrid.Cli.Tasks;

/// <summary>Texts that come in through a pipe, one a line.</summary>
internal static class StandardInput
{
    /// <summary>Reads lines when they are asked for, so that an endless input can be answered.</summary>
    /// <param name="stream">UTF-8, with or without a byte order mark.</param>
    /// <returns>One input a line, an empty one for an empty line; a tab separates the two texts of a pair.</returns>
    /// <exception cref="TaskGridException"><see cref="ErrorCodes.DataInvalid"/>: a line is not UTF-8, or has more
    /// than one tab.</exception>
    public static IEnumerable<TextInput> Read(Stream stream)
    {
        using var reader = new StreamReader(stream, new UTF8Encoding(false, throwOnInvalidBytes: true));
        for (var number = 1; ReadLine(reader, number) is { } line; number++)
        {
            var parts = line.Split('\t');
            if (parts.Length > 2)
                throw Invalid(number, $"has {parts.Length - 1} tabs; one may stand between the two texts of a pair");
            yield return new TextInput(parts[0], parts.Length == 2 ? parts[1] : null);
        }
    }

    private static string? ReadLine(StreamReader reader, int number)
    {
        try
        {
            return reader.ReadLine();
        }
        catch (DecoderFallbackException)
        {
            throw Invalid(number, "or one soon after it is not UTF-8");
        }
    }

    private static TaskGridException Invalid(int line, string problem) =>
        new(ErrorCodes.DataInvalid, $"Line {line} of stdin {problem}.");
}
