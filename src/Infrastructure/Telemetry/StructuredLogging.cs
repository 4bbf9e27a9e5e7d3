using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Events;
using Serilog.Extensions.Logging;
using Serilog.Formatting.Json;

namespace TicketPlatform.Infrastructure.Telemetry;

public static class StructuredLogging
{
    private const string Readable =
        "{Timestamp:HH:mm:ss.fff} {Level:u3} {SourceContext}: {Message:lj} {RequestId} {@tr}{NewLine}{Exception}";

    /// <summary>The least that is logged of what is not ours, wherever logs go.</summary>
    internal static readonly (string Category, LogLevel Level)[] Levels =
    [
        ("Microsoft", LogLevel.Warning),
        ("Microsoft.Hosting.Lifetime", LogLevel.Information),
        // Its lines are ours to write, and merely listening makes it start an activity and a scope for every request.
        ("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None),
        ("System.Net.Http", LogLevel.Warning),
        // A refused start is told in one line on standard error; its stack trace would bury that.
        ("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical),
        ("Quartz", LogLevel.Warning),
    ];

    extension(IHostApplicationBuilder builder)
    {
        /// <summary>One JSON object per line in production, lines for people in development; trace ids on both.</summary>
        public IHostApplicationBuilder AddStructuredLogging()
        {
            var logging = new LoggerConfiguration().MinimumLevel.Information();
            foreach (var (category, level) in Levels)
                logging.MinimumLevel.Override(category, level is LogLevel.None ? LevelAlias.Off : LevelConvert.ToSerilogLevel(level));
            logging
                .Enrich.FromLogContext()
                .ReadFrom.Configuration(builder.Configuration)
                .WriteTo.Async(sink =>
                {
                    if (builder.Environment.IsDevelopment())
                        sink.Console(outputTemplate: Readable, formatProvider: System.Globalization.CultureInfo.InvariantCulture);
                    else
                        sink.Console(new JsonFormatter(renderMessage: true));
                });
            builder.Logging.ClearProviders();
            builder.Logging.AddSerilog(logging.CreateLogger(), dispose: true);
            return builder;
        }
    }
}
