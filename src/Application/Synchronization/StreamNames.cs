namespace TicketPlatform.Application.Synchronization;

/// <summary>The streams of what is learned of Zendesk, most of them exports; each is a row of <c>sync_streams</c> from the first migration on.</summary>
public static class StreamNames
{
    public const string Tickets = "tickets";
    public const string Users = "users";

    /// <summary>Not an export: the look-ups that match users whom the exports alone do not.</summary>
    public const string Requesters = "requesters";

    /// <summary>Not an export: whom Zendesk takes us for.</summary>
    public const string Credentials = "credentials";

    /// <summary>Not an export: what Zendesk pushes.</summary>
    public const string Webhooks = "webhooks";

    /// <summary>Not an export: what is known of gaps and samples.</summary>
    public const string Reconciliation = "reconciliation";

    /// <summary>What happened to tickets: the facts of statistics.</summary>
    public const string Events = "events";
    public const string OverlapOfEvents = "events-overlap";

    /// <summary>Not an export: whole histories of tickets whose events do not add up.</summary>
    public const string Audits = "audits";
    public const string OverlapOfMinutes = "tickets-overlap-5m";
    public const string OverlapOfHours = "tickets-overlap-2h";
    public const string OverlapOfDays = "tickets-overlap-2d";

    /// <summary>Those that walk the recent past again.</summary>
    public static readonly IReadOnlyList<string> Overlaps = [OverlapOfEvents, OverlapOfMinutes, OverlapOfHours, OverlapOfDays];
}
