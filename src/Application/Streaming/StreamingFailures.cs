namespace TicketPlatform.Application.Streaming;

internal static class StreamingFailures
{
    public static readonly Failure TooManyStreams = new(
        FailureKind.TooMany,
        "too-many-streams",
        "As many streams are open here as one user may have; close one first."
    );

    public static readonly Failure NodeIsFull = new(
        FailureKind.Busy,
        "streams-exhausted",
        "This node has as many streams open as it can take; try again, or poll the list."
    );
}
