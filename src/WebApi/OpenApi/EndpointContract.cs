using TicketPlatform.WebApi.Http;
using TicketPlatform.WebApi.Problems;

namespace TicketPlatform.WebApi.OpenApi;

/// <summary>What an endpoint may answer, for the OpenAPI document.</summary>
internal static class EndpointContract
{
    private static readonly IReadOnlyDictionary<string, string> NoHeaders = new Dictionary<string, string>();

    extension(RouteHandlerBuilder endpoint)
    {
        public RouteHandlerBuilder Answers(int status, Example example, IReadOnlyDictionary<string, string>? headers = null) =>
            endpoint
                .WithMetadata(new ProducesResponseTypeMetadata(status, example.Type, ["application/json"]))
                .WithMetadata(new Answer(status, example, headers ?? NoHeaders));

        public RouteHandlerBuilder Answers(int status, IReadOnlyDictionary<string, string>? headers = null) =>
            endpoint
                .WithMetadata(new ProducesResponseTypeMetadata(status, typeof(void)))
                .WithMetadata(new Answer(status, null, headers ?? NoHeaders));

        /// <summary>Answers 200 with a table too, where the caller asks for one.</summary>
        public RouteHandlerBuilder OrTable() => endpoint.WithMetadata(new Table());

        /// <summary>Answers 200 with server-sent events.</summary>
        public RouteHandlerBuilder Streams(Example events) =>
            endpoint
                .WithMetadata(
                    new ProducesResponseTypeMetadata(StatusCodes.Status200OK, events.Type, ["text/event-stream"]),
                    new LongLived()
                )
                .WithMetadata(new Answer(StatusCodes.Status200OK, events, NoHeaders));

        public RouteHandlerBuilder Takes(Example example) => endpoint.WithMetadata(new Request(example));

        public RouteHandlerBuilder Refuses(params int[] statuses)
        {
            foreach (var status in statuses)
                endpoint.WithMetadata(new ProducesResponseTypeMetadata(status, typeof(Problem), ["application/problem+json"]));
            return endpoint;
        }
    }

    /// <summary>One answer of an endpoint.</summary>
    internal sealed record Answer(int Status, Example? Example, IReadOnlyDictionary<string, string> Headers);

    /// <summary>A 200 that may be a table.</summary>
    internal sealed record Table;

    /// <summary>The body that an endpoint takes.</summary>
    internal sealed record Request(Example Example);
}
