namespace TaskGrid.Benchmarks.Output;

/// <summary>
/// Progress on stderr: one line that is overwritten on a terminal, elsewhere a line every few minutes, and every line
/// that matters.
/// </summary>
internal sealed class ProgressLine(TextWriter writer) : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(3);

    private readonly bool _terminal = !Console.IsErrorRedirected;
    private readonly Lock _lock = new();
    private long _last = TimeProvider.System.GetTimestamp();
    private int _shown;

    /// <summary>Shows what is going on now.</summary>
    public void Update(string text)
    {
        lock (_lock)
        {
            if (_terminal) Overwrite(text);
            else if (TimeProvider.System.GetElapsedTime(_last) >= Interval) WriteLine(text);
        }
    }

    /// <summary>Prints a line that stays.</summary>
    public void Print(string text)
    {
        lock (_lock)
        {
            Overwrite("");
            WriteLine(text);
        }
    }

    /// <summary>Removes the line that is overwritten.</summary>
    public void Clear()
    {
        lock (_lock) Overwrite("");
    }

    /// <inheritdoc/>
    public void Dispose() => Clear();

    private void WriteLine(string text)
    {
        writer.WriteLine(text);
        _last = TimeProvider.System.GetTimestamp();
    }

    private void Overwrite(string text)
    {
        if (!_terminal || (text.Length == 0 && _shown == 0)) return;
        var width = Math.Max(20, Console.WindowWidth - 1);
        if (text.Length > width) text = text[..width];
        writer.Write('\r' + text.PadRight(_shown) + (text.Length == 0 ? "\r" : ""));
        _shown = text.Length;
    }
}
