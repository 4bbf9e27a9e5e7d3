using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using TicketPlatform.WebApi.Problems;

namespace TicketPlatform.WebApi.Http;

/// <summary>What one request may cost.</summary>
internal static class HttpLimits
{
    /// <summary>No request runs longer.</summary>
    public static readonly TimeSpan RequestTime = TimeSpan.FromSeconds(5);

    extension(IServiceCollection services)
    {
        public IServiceCollection AddHttpLimits()
        {
            services.Configure<KestrelServerOptions>(kestrel =>
            {
                kestrel.AddServerHeader = false;
                kestrel.Limits.MaxRequestBodySize = StatusProblems.MaximumBody;
                kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
                kestrel.Limits.MaxRequestLineSize = 4 * 1024;
                kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
            });
            // 504, not 503: we were reached and willing, but what we wait for (the database) did not answer in time.
            services.AddRequestTimeouts(options =>
                options.DefaultPolicy = new RequestTimeoutPolicy
                {
                    Timeout = RequestTime,
                    TimeoutStatusCode = StatusCodes.Status504GatewayTimeout,
                }
            );
            // Compressing over TLS betrays secrets only to those who can mix their own text into the same answer; nobody can.
            services.AddResponseCompression(options =>
            {
                options.EnableForHttps = true;
                options.MimeTypes = ["application/json", "text/html", "text/css", "text/javascript"];
                options.Providers.Add<BrotliCompressionProvider>();
                options.Providers.Add<GzipCompressionProvider>();
            });
            return services;
        }
    }
}
