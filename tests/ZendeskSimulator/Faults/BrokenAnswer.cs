namespace TicketPlatform.ZendeskSimulator.Faults;

/// <summary>The answers of a server in trouble: JSON, plain text, and a proxy's HTML.</summary>
internal static class BrokenAnswer
{
    private static readonly (int Status, string Type, string Body, bool RetryAfter)[] Errors =
    [
        (
            500,
            "application/json; charset=utf-8",
            """{"error":"InternalServerError","description":"We're sorry, but something went wrong."}""",
            false
        ),
        (500, "text/html; charset=UTF-8", "<html><head><title>500</title></head><body><h1>Internal Server Error</h1></body></html>", false),
        (
            502,
            "text/html",
            "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body><center><h1>502 Bad Gateway</h1></center></body>\r\n</html>",
            false
        ),
        (503, "application/json; charset=utf-8", """{"error":"DatabaseError","description":"Service temporarily unavailable"}""", true),
        (503, "text/html; charset=UTF-8", "<html><body><h1>Service Unavailable</h1></body></html>", false),
        (504, "text/plain", "upstream request timeout", false),
    ];

    public static Task Error(HttpContext context, Fate fate)
    {
        var error = Errors[fate.Choose(Errors.Length)];
        context.Response.Headers.Location = default;
        if (error.RetryAfter)
            context.Response.Headers.RetryAfter = "1";
        return WriteAsync(context, error.Status, error.Type, error.Body);
    }

    public static Task Garbage(HttpContext context, Fate fate)
    {
        context.Response.Headers.Location = default;
        return fate.Choose(2) == 0
            ? WriteAsync(context, 200, "text/html; charset=UTF-8", "<html><body><h1>We will be right back</h1></body></html>")
            : WriteAsync(context, 200, "application/json; charset=utf-8", """{"tickets":[{"id":1,,]}""");
    }

    public static Task TooManyRequests(HttpContext context, Fate fate, bool mayNameNoWait)
    {
        if (!mayNameNoWait || fate.Choose(4) > 1)
            context.Response.Headers.RetryAfter = $"{1 + fate.Choose(2)}";
        return fate.AfterEffect
            ? WriteAsync(context, 429, "text/plain; charset=utf-8", "Number of allowed API requests per minute exceeded")
            : WriteAsync(
                context,
                429,
                "application/json; charset=utf-8",
                """{"error":"APIRateLimitExceeded","description":"Number of allowed API requests per minute exceeded"}"""
            );
    }

    private static Task WriteAsync(HttpContext context, int status, string type, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        context.Response.ContentLength = Encoding.UTF8.GetByteCount(body);
        return context.Response.WriteAsync(body, context.RequestAborted);
    }
}
