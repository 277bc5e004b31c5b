using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace TaskGrid.Cli.Output;

/// <summary>Where a command speaks: results on stdout, as text or as one JSON value; all else on stderr.</summary>
internal sealed class CliOutput
{
    private bool _resultBegun;

    /// <summary>Opens stdout.</summary>
    /// <param name="json">Whether results and errors are JSON.</param>
    public CliOutput(bool json)
    {
        Json = json;
        Out = new StreamWriter(StandardOutput.Open(), new UTF8Encoding(false), 1 << 14);
    }

    /// <summary>Whether results and errors are JSON.</summary>
    public bool Json { get; }

    /// <summary>Buffered stdout; a closed reader raises <see cref="OutputClosedException"/>.</summary>
    public TextWriter Out { get; }

    /// <summary>Prints a command's result.</summary>
    /// <param name="value">The result.</param>
    /// <param name="type">How JSON prints it.</param>
    /// <param name="text">Prints it for people.</param>
    public void Result<T>(T value, JsonTypeInfo<T> type, Action<TextWriter> text)
    {
        _resultBegun = true;
        if (Json) Out.WriteLine(JsonSerializer.Serialize(value, type));
        else text(Out);
        Out.Flush();
    }

    /// <summary>Prints results as they come: a JSON array with one element a line, or one text each.</summary>
    /// <param name="values">The results; nothing is printed before the first one is there.</param>
    /// <param name="type">How JSON prints one.</param>
    /// <param name="text">Prints one for people.</param>
    public async Task ResultsAsync<T>(IAsyncEnumerable<T> values, JsonTypeInfo<T> type, Action<TextWriter, T> text)
    {
        await using var source = values.GetAsyncEnumerator();
        var more = await source.MoveNextAsync();
        _resultBegun = true;
        if (Json) Out.Write('[');
        try
        {
            for (var first = true; more; first = false)
            {
                if (!Json) text(Out, source.Current);
                else Out.Write((first ? "" : ",\n ") + JsonSerializer.Serialize(source.Current, type));
                Out.Flush();
                more = await source.MoveNextAsync();
            }
        }
        finally
        {
            // What stands on stdout stays readable even if a later input fails.
            if (Json) Out.WriteLine(']');
        }

        Out.Flush();
    }

    /// <summary>Says something beside the result, on stderr.</summary>
    public static void Note(string line) => Console.Error.WriteLine(line);

    /// <summary>Says that a job goes on without this command: on stderr, or with <c>--json</c> as the error
    /// <c>detached</c>.</summary>
    public void Detached(string message)
    {
        if (Json) Error(new ErrorBody("detached", message, []));
        else Note(message);
    }

    /// <summary>Reports a failure: text on stderr, or with <c>--json</c> an object on stdout unless a result stands
    /// there already.</summary>
    public void Error(ErrorBody error)
    {
        if (Json && !_resultBegun)
        {
            Out.WriteLine(JsonSerializer.Serialize(new ErrorDocument(error), CliJson.Types.ErrorDocument));
            Out.Flush();
            return;
        }

        Console.Error.WriteLine($"error: {error.Message} [{error.Code}]");
        foreach (var detail in error.Details) Console.Error.WriteLine("  " + detail);
    }
}
