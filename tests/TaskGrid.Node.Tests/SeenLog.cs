using Microsoft.Extensions.Logging;

namespace TaskGrid.Node.Tests;

/// <summary>Keeps warnings and what is worse.</summary>
internal sealed class SeenLog : ILoggerFactory, ILogger
{
    private readonly List<string> _warnings = [];

    public IReadOnlyList<string> Warnings
    {
        get
        {
            lock (_warnings) return [.. _warnings];
        }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (_warnings) _warnings.Add(formatter(state, exception));
    }

    public void Dispose()
    {
    }
}
