using TicketPlatform.WebApi.OpenApi;

namespace TicketPlatform.WebApi.Http;

/// <summary>The headers of every answer, whoever writes it.</summary>
internal static class ResponseHeaders
{
    private const string Api = "default-src 'none'; frame-ancestors 'none'";

    // Swagger UI brings its own scripts and styles and draws icons from data URIs; it talks to this host only.
    private const string SwaggerUi =
        "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    /// <summary>Set when the answer starts, because an exception clears what was set before.</summary>
    public static readonly Func<object, Task> OnStarting = static state =>
    {
        var context = (HttpContext)state;
        var headers = context.Response.Headers;
        headers[RequestId.Header] = context.TraceIdentifier;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.ContentSecurityPolicy = context.Request.Path.StartsWithSegments(OpenApiServices.SwaggerPath, StringComparison.Ordinal)
            ? SwaggerUi
            : Api;
        if (headers.CacheControl.Count == 0)
            headers.CacheControl = "no-store";
        return Task.CompletedTask;
    };
}
