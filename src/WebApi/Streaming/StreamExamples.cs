using System.Text.Json.Nodes;
using TicketPlatform.WebApi.OpenApi;

namespace TicketPlatform.WebApi.Streaming;

/// <summary>Streams as OpenAPI shows them.</summary>
internal static class StreamExamples
{
    public static readonly Example Tickets = Of(
        """
        id: 4715
        event: ticket
        data: {"id":35436,"subject":"Help, my printer is on fire!","status":"solved","statusCategory":"solved","...":"..."}

        id: 4716
        event: removed
        data: {"id":35437}

        """
    );

    public static readonly Example Alerts = Of(
        """
        id: 4718
        event: alert
        data: {"kind":"opened","id":"019ac4d1-5a00-7c1e-9d2b-0f6f4b2f9c11","state":"open","openTickets":4,"limit":3,"...":"..."}

        """
    );

    private static Example Of(string events) =>
        new(typeof(string), JsonValue.Create($"retry: 2000\n\nid: 4711\nevent: ready\ndata: {{}}\n\n{events}"));
}
