using System.Buffers;
using System.Text.Json;
using Npgsql;
using TicketPlatform.Dev;

namespace TicketPlatform.Benchmarks.Floor;

/// <summary>
/// What the product is measured against: Kestrel, one automatically prepared statement, generated JSON, and nothing else. It
/// reads no token, counts no tickets, knows no freshness, checks no signature, and believes whatever it is asked or told.
/// </summary>
internal static class FloorProgram
{
    private const string Path = "/api/tickets/user/{id:guid}";
    private const int TypicalAnswer = 16 * 1024;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    public static async Task<int> ExecuteAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var options = CommandOptions.Parse("floor", arguments, ["--port"], []).WithoutRest();
        var port = options.Number("--port", 1, 65_535) ?? throw CommandFailedException.Refuse("floor needs a --port");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, port));
        await using var database = NpgsqlDataSource.Create(
            builder.Configuration.GetConnectionString("Floor")
                ?? throw CommandFailedException.Refuse("floor is started by other benchmarks, which set ConnectionStrings__Floor")
        );
        var (query, insert) = (new FloorQuery(database), new FloorInsert(database));
        await using var app = builder.Build();
        app.MapGet("/", () => "ready");
        app.MapGet(Path, context => AnswerAsync(context, query));
        app.MapPost("/api/webhooks/zendesk", insert.TakeAsync);
        await app.RunAsync(cancellationToken);
        return 0;
    }

    private static async Task AnswerAsync(HttpContext context, FloorQuery query)
    {
        var user = Guid.Parse((string)context.Request.RouteValues["id"]!);
        if (await query.ReadAsync(user, context.RequestAborted) is not { } answer)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        var body = Serialize(answer);
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = body.Length;
        context.Response.BodyWriter.Write(body);
        await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
    }

    // Good until the next request on this thread: the caller copies it before it awaits.
    private static ReadOnlySpan<byte> Serialize(FloorAnswer answer)
    {
        var buffer = _buffer ??= new(TypicalAnswer);
        var writer = _writer ??= new(buffer, new JsonWriterOptions { SkipValidation = true });
        buffer.ResetWrittenCount();
        writer.Reset(buffer);
        JsonSerializer.Serialize(writer, answer, FloorJson.Default.FloorAnswer);
        writer.Flush();
        return buffer.WrittenSpan;
    }
}
