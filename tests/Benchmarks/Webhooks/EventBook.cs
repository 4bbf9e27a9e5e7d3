using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using TicketPlatform.Benchmarks.Measuring;

namespace TicketPlatform.Benchmarks.Webhooks;

/// <summary>A ticket that events are about.</summary>
internal sealed record EventTicket(long Id, long Requester, Guid Owner, string Status);

/// <summary>Writes signed events about stored tickets, each of its own, as Zendesk would send them.</summary>
internal sealed class EventBook(IReadOnlyList<EventTicket> tickets)
{
    private static readonly byte[] Secret = Encoding.UTF8.GetBytes(BenchmarkPrograms.WebhookSecret);
    private static readonly string Description = string.Concat(Enumerable.Repeat("The printer prints every invoice twice. ", 12));

    public IReadOnlyList<EventTicket> Tickets => tickets;

    /// <summary>The tickets of the mirror that belong to somebody.</summary>
    public static async Task<EventBook> OpenAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var database = NpgsqlDataSource.Create(connectionString + ";Pooling=false");
        await using var select = database.CreateCommand(
            """
            select zendesk_id, requester_id, user_id, status from tickets
            where user_id is not null and status in ('new', 'open', 'pending') and is_public
            order by zendesk_id
            """
        );
        await using var row = await select.ExecuteReaderAsync(cancellationToken);
        var tickets = new List<EventTicket>();
        while (await row.ReadAsync(cancellationToken))
            tickets.Add(new(row.GetInt64(0), row.GetInt64(1), row.GetGuid(2), row.GetString(3)));
        return new(tickets);
    }

    /// <summary>A whole HTTP request that delivers an event about a ticket, whose subject becomes <paramref name="subject"/>.</summary>
    public static byte[] Request(EventTicket ticket, string subject)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var (id, body) = Body(ticket, subject, now);
        var timestamp = Second(now);
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"POST /api/webhooks/zendesk HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: {body.Length}\r\n"
                + $"X-Zendesk-Webhook-Id: 01JQ7Z4M8V2T6K3N9X5B1D0WCF\r\nX-Zendesk-Webhook-Invocation-Id: {id}\r\n"
                + $"X-Zendesk-Webhook-Signature-Timestamp: {timestamp}\r\nX-Zendesk-Webhook-Signature: {Sign(timestamp, body)}\r\n\r\n"
        );
        return [.. Encoding.ASCII.GetBytes(head), .. body];
    }

    private static (string Id, byte[] Body) Body(EventTicket ticket, string subject, DateTime now)
    {
        var id = Guid.NewGuid().ToString();
        var status = ticket.Status.ToUpperInvariant();
        return (
            id,
            Encoding.UTF8.GetBytes(
                $$$$"""
                {"account_id":21700001,"id":"{{{{id}}}}","type":"zen:event-type:ticket.subject_changed","time":"{{{{Second(now)[
                    ..^1
                ]}}}}.{{{{now:fffffff}}}}00Z",
                "zendesk_event_version":"2022-11-06","subject":"zen:ticket:{{{{ticket.Id}}}}",
                "detail":{"actor_id":"31740202984212","assignee_id":"31740202984212","brand_id":"31740214705684","created_at":"2026-01-02T08:14:05Z",
                "custom_status":"31740240807188","description":"{{{{Description}}}}","external_id":"","form_id":"31740240693908",
                "group_id":"31740240822676","id":"{{{{ticket.Id}}}}","is_public":true,"organization_id":"0","priority":"HIGH",
                "requester_id":"{{{{ticket.Requester}}}}","status":"{{{{status}}}}","subject":"{{{{subject}}}}","submitter_id":"{{{{ticket.Requester}}}}",
                "tags":["billing","portal"],"type":"INCIDENT","updated_at":"{{{{Second(now)}}}}","via":{"channel":"web_service"}},
                "event":{"current":"{{{{subject}}}}","previous":"","meta":{"sequence":{"id":"01HX5B7M4QW6F8E0V3N2K1J9RT","position":1} } } }
                """
            )
        );
    }

    private static string Sign(string timestamp, byte[] body) =>
        Convert.ToBase64String(HMACSHA256.HashData(Secret, (byte[])[.. Encoding.UTF8.GetBytes(timestamp), .. body]));

    private static string Second(DateTime at) => at.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
