using System.Diagnostics;

namespace TicketPlatform.Application.Telemetry;

/// <summary>The spans of work that nobody asks for over HTTP. Without a listener they cost a comparison.</summary>
public static class TracedWork
{
    /// <summary>The name under which an exporter finds them.</summary>
    public const string SourceName = "TicketPlatform";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>One slice of a job, under which its statements and its requests to Zendesk appear.</summary>
    public static Activity? Slice(string job) =>
        Source.StartActivity($"job {job}", ActivityKind.Internal, parentContext: default, [new("ticketplatform.job", job)]);

    /// <summary>Notes what came of a slice.</summary>
    public static void Ended(this Activity? slice, string outcome, int rows, string? error)
    {
        slice?.SetTag("ticketplatform.job.outcome", outcome).SetTag("ticketplatform.job.rows", rows);
        if (error is not null)
            slice?.SetStatus(ActivityStatusCode.Error, error);
    }

    /// <summary>From the receipt of a webhook, in whose trace it stands, until what it says is visible.</summary>
    /// <param name="eventId">By which the message is found again where its receipt was on another node.</param>
    /// <param name="receipt">The span that took it in; null where that is not known.</param>
    /// <param name="receivedAt">UTC.</param>
    /// <param name="visibleAt">UTC.</param>
    public static void WebhookVisible(string eventId, ActivityContext? receipt, DateTimeOffset receivedAt, DateTimeOffset visibleAt)
    {
        var slice = Activity.Current;
        using var visible = Source.StartActivity(
            "webhook until visible",
            ActivityKind.Consumer,
            receipt ?? slice?.Context ?? default,
            [new("messaging.message.id", eventId)],
            receipt is not null && slice is not null ? [new ActivityLink(slice.Context)] : null,
            receivedAt
        );
        visible?.SetEndTime(visibleAt.UtcDateTime);
    }
}
