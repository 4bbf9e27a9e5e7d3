using System.Text.Json.Nodes;
using TicketPlatform.WebApi.OpenApi;

namespace TicketPlatform.WebApi.Streaming;

/// <summary>A stream as OpenAPI shows it.</summary>
internal static class StreamExamples
{
    public static readonly Example Events = new(
        typeof(string),
        JsonValue.Create(
            """
            retry: 2000

            id: 4711
            event: ready
            data: {}

            id: 4715
            event: ticket
            data: {"id":35436,"subject":"Help, my printer is on fire!","status":"solved","statusCategory":"solved","...":"..."}

            id: 4716
            event: removed
            data: {"id":35437}

            """
        )
    );
}
