using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Wugang.Tests.Supervisor.Support;

/// <summary>Keeps what a program logs.</summary>
internal sealed class LogCollector : ILoggerProvider, ILogger
{
    /// <summary>Each message with its exception, oldest first.</summary>
    public ConcurrentQueue<string> Lines { get; } = new();

    public ILogger CreateLogger(string categoryName)
    {
        return this;
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        return null;
    }

    public bool IsEnabled(LogLevel logLevel)
    {
        return true;
    }

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        Lines.Enqueue($"{logLevel}: {formatter(state, exception)} {exception}");
    }

    public void Dispose()
    {
    }
}
