using System.Text;
using Npgsql;

namespace TicketPlatform.Benchmarks.Floor;

/// <summary>Stores the body of a webhook under the id of its invocation, and neither checks nor reads it.</summary>
internal sealed class FloorInsert(NpgsqlDataSource database)
{
    /// <summary>Where it stores.</summary>
    public const string Table = "create table floor_inbox (id text primary key, body bytea not null, received_at timestamptz not null)";

    private const string Sql = "insert into floor_inbox (id, body, received_at) values ($1, $2, $3)";
    private static readonly byte[] Taken = Encoding.UTF8.GetBytes("""{"taken":true}""");

    public async Task TakeAsync(HttpContext context)
    {
        var body = new byte[(int)context.Request.ContentLength!];
        await context.Request.Body.ReadExactlyAsync(body, context.RequestAborted);
        await using var command = database.CreateCommand(Sql);
        command.Parameters.Add(
            new NpgsqlParameter<string> { TypedValue = context.Request.Headers["X-Zendesk-Webhook-Invocation-Id"].ToString() }
        );
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = body });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = TimeProvider.System.GetUtcNow() });
        await command.ExecuteNonQueryAsync(context.RequestAborted);
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = Taken.Length;
        await context.Response.Body.WriteAsync(Taken, context.RequestAborted);
    }
}
