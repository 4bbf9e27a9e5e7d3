using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;
using TicketPlatform.Application.Operations;
using TicketPlatform.WebApi.Operations;

namespace TicketPlatform.WebApi.Http;

/// <summary>The outermost step: names the request, sees to the headers of its answer and writes its line in the log.</summary>
internal sealed partial class RequestEdge(RequestDelegate next, ServedRequests requests, ILogger<RequestEdge> logger, TimeProvider time)
{
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(1);

    public async Task InvokeAsync(HttpContext context)
    {
        var start = time.GetTimestamp();
        context.TraceIdentifier = RequestId.Of(context.Request.Headers[RequestId.Header]);
        context.Response.OnStarting(ResponseHeaders.OnStarting, context);

        using var trace = CallersTrace(context);
        using var scope = logger.BeginScope(new KeyValuePair<string, object>[] { new("RequestId", context.TraceIdentifier) });
        requests.Begin();
        try
        {
            await next(context);
        }
        finally
        {
            requests.End(context.Response.StatusCode);
        }
        Record(context, time.GetElapsedTime(start));
    }

    // The host follows a trace only where somebody listens; a caller who sends one finds it in our log all the same.
    private static Activity? CallersTrace(HttpContext context) =>
        Activity.Current is null && ActivityContext.TryParse(context.Request.Headers.TraceParent, null, out var parent)
            ? new Activity("request").SetParentId(parent.TraceId, parent.SpanId, parent.TraceFlags).Start()
            : null;

    private void Record(HttpContext context, TimeSpan elapsed)
    {
        var status = context.Response.StatusCode;
        var level =
            // A platform that is not ready says so to its probe every second; that is an answer, not an incident.
            context.Request.Path.StartsWithSegments(HealthEndpoints.Root, StringComparison.Ordinal)
                ? LogLevel.Debug
            : status >= 500 || (elapsed > Slow && !IsStream(context)) ? LogLevel.Warning
            : status >= 400 ? LogLevel.Information
            : LogLevel.Debug;
        if (logger.IsEnabled(level))
            Log.Answered(
                logger,
                level,
                context.Request.Method,
                // The path without the query: searches and cursors are nobody else's business.
                context.Request.Path.Value,
                status,
                (long)elapsed.TotalMilliseconds,
                // What a caller did wrong is told to the caller; its exception may quote the body.
                status >= 500
                    ? context.Features.Get<IExceptionHandlerFeature>()?.Error
                    : null
            );
    }

    private static bool IsStream(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<LongLived>() is not null;

    private static partial class Log
    {
        [LoggerMessage(EventId = 1, Message = "{Method} {Path} answered {StatusCode} in {ElapsedMilliseconds} ms")]
        public static partial void Answered(
            ILogger logger,
            LogLevel level,
            string method,
            string? path,
            int statusCode,
            long elapsedMilliseconds,
            Exception? exception
        );
    }
}
