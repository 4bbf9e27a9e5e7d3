using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Serilog;
using Serilog.Events;
using Serilog.Formatting.Json;

namespace TicketPlatform.Infrastructure.Telemetry;

public static class StructuredLogging
{
    private const string Readable =
        "{Timestamp:HH:mm:ss.fff} {Level:u3} {SourceContext}: {Message:lj} {RequestId} {@tr}{NewLine}{Exception}";

    extension(IHostApplicationBuilder builder)
    {
        /// <summary>One JSON object per line in production, lines for people in development; trace ids on both.</summary>
        public IHostApplicationBuilder AddStructuredLogging()
        {
            var logging = new LoggerConfiguration()
                .MinimumLevel.Information()
                .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
                .MinimumLevel.Override("Microsoft.Hosting.Lifetime", LogEventLevel.Information)
                // Its lines are ours to write, and merely listening makes it start an activity and a scope for every request.
                .MinimumLevel.Override("Microsoft.AspNetCore.Hosting.Diagnostics", LevelAlias.Off)
                .MinimumLevel.Override("System.Net.Http", LogEventLevel.Warning)
                // A refused start is told in one line on standard error; its stack trace would bury that.
                .MinimumLevel.Override("Microsoft.Extensions.Hosting.Internal.Host", LogEventLevel.Fatal)
                .MinimumLevel.Override("Quartz", LogEventLevel.Warning)
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
