using System.Text.Json;
using System.Text.Json.Nodes;
using TicketPlatform.Testing;

namespace TicketPlatform.Integration.Tests.Webhooks;

/// <summary>An event about a ticket as Zendesk writes it, with working defaults: ids as strings, enums in capitals, nanoseconds.</summary>
internal sealed record TicketEvent(long Ticket, string Type = "status_changed")
{
    public string Id { get; init; } = Guid.NewGuid().ToString();

    public long Requester { get; init; } = 501;

    public string Status { get; init; } = "OPEN";

    public string Subject { get; init; } = "Help, my printer is on fire!";

    public DateTimeOffset At { get; init; } = Observed.Noon;

    public JsonObject Change { get; init; } = [];

    /// <summary>Changes the description inside the event.</summary>
    public Action<JsonObject> Detail { get; init; } = _ => { };

    public override string ToString()
    {
        var second = At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);
        var detail = new JsonObject
        {
            ["actor_id"] = "901",
            ["assignee_id"] = "901",
            ["brand_id"] = "31740214705684",
            ["created_at"] = "2026-03-02T08:00:00Z",
            ["custom_status"] = "0",
            ["description"] = "The fire is very colorful.",
            ["external_id"] = "",
            ["form_id"] = "31740240693908",
            ["group_id"] = "801",
            ["id"] = $"{Ticket}",
            ["is_public"] = true,
            ["organization_id"] = "0",
            ["priority"] = "HIGH",
            ["requester_id"] = $"{Requester}",
            ["status"] = Status,
            ["subject"] = Subject,
            ["submitter_id"] = $"{Requester}",
            ["tags"] = null,
            ["type"] = "INCIDENT",
            ["updated_at"] = $"{second}Z",
            ["via"] = new JsonObject { ["channel"] = "web_service" },
        };
        Detail(detail);
        return new JsonObject
        {
            ["account_id"] = 21700001,
            ["id"] = Id,
            ["type"] = $"zen:event-type:ticket.{Type}",
            ["time"] = $"{second}.{At.Ticks % TimeSpan.TicksPerSecond:0000000}17Z",
            ["zendesk_event_version"] = "2022-11-06",
            ["subject"] = $"zen:ticket:{Ticket}",
            ["detail"] = detail,
            ["event"] = Change.DeepClone(),
        }.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
    }
}
