using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace TicketPlatform.Integration.Tests.Zendesk;

/// <summary>The answers a scripted server can give, the broken ones included.</summary>
internal static class Answer
{
    public const string EmptyPage = """{"tickets":[],"after_cursor":"c1","end_of_stream":true}""";

    public static RequestDelegate Json(string body, int status = 200, params (string Name, string Value)[] headers) =>
        Body(Encoding.UTF8.GetBytes(body), "application/json; charset=utf-8", status, headers);

    public static RequestDelegate Html(int status = 200) => Body("<html>Sorry</html>"u8.ToArray(), "text/html", status);

    public static RequestDelegate Status(int status, params (string Name, string Value)[] headers) => Json("{}", status, headers);

    public static RequestDelegate Body(byte[] body, string type, int status = 200, params (string Name, string Value)[] headers) =>
        async context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = type;
            foreach (var (name, value) in headers)
                context.Response.Headers[name] = value;
            await context.Response.Body.WriteAsync(body);
        };

    /// <summary>Promises more than it sends, then hangs up.</summary>
    public static RequestDelegate Truncated(string body) =>
        async context =>
        {
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = Encoding.UTF8.GetByteCount(body) + 1_000;
            await context.Response.WriteAsync(body);
        };

    /// <summary>Ends in the middle of the compressed text.</summary>
    public static RequestDelegate CutGzip(string body)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(body));
        var whole = packed.ToArray();
        return Body(whole[..(whole.Length / 2)], "application/json", 200, ("Content-Encoding", "gzip"));
    }

    /// <summary>Announces a body of this many bytes.</summary>
    public static RequestDelegate Announcing(long bytes) =>
        async context =>
        {
            context.Response.ContentType = "application/json";
            context.Response.ContentLength = bytes;
            await context.Response.WriteAsync("{");
        };

    public static RequestDelegate Reset() =>
        static context =>
        {
            context.Abort();
            return Task.CompletedTask;
        };

    /// <summary>Takes the question and never says anything.</summary>
    public static RequestDelegate Never() =>
        static async context =>
        {
            var gone = new TaskCompletionSource();
            await using var registration = context.RequestAborted.Register(gone.SetResult);
            await gone.Task;
        };

    public static (string, string) RetryAfter(int seconds) => ("Retry-After", seconds.ToString(CultureInfo.InvariantCulture));
}
