using System.Collections.Concurrent;

namespace TicketPlatform.Integration.Tests.Rest;

/// <summary>Keeps what the product logs, with the scopes it was logged in.</summary>
internal sealed class RecordedLog : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentQueue<Line> _lines = new();
    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    public IReadOnlyList<Line> Lines => [.. _lines];

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose() { }

    /// <param name="RequestId">From the innermost scope that has one.</param>
    internal sealed record Line(string Category, LogLevel Level, string Text, string? RequestId);

    private sealed class Logger(RecordedLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => log._scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => log._lines.Enqueue(new Line(category, logLevel, $"{formatter(state, exception)} {exception}", RequestId()));

        private string? RequestId()
        {
            string? found = null;
            log._scopes.ForEachScope(
                (scope, _) =>
                {
                    if (scope is IEnumerable<KeyValuePair<string, object>> pairs)
                        found = pairs.FirstOrDefault(pair => pair.Key == "RequestId").Value as string ?? found;
                },
                (object?)null
            );
            return found;
        }
    }
}
