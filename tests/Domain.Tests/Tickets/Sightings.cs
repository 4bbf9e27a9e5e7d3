using TicketPlatform.Domain.Tickets;

namespace TicketPlatform.Domain.Tests.Tickets;

/// <summary>Observations of ticket 42 that differ only in what a test names; seconds count from the epoch.</summary>
internal static class Sightings
{
    public static TicketObservation Export(long version, string status) => Of(ObservationSource.Export, version, status, version + 90);

    public static TicketObservation Reread(long version, string status, long? observed = null) =>
        Of(ObservationSource.Reread, version, status, observed ?? version + 5);

    public static TicketObservation Webhook(long version, string status, long? observed = null) =>
        Of(ObservationSource.Webhook, version, status, observed ?? version + 1);

    public static TicketObservation Of(ObservationSource source, long version, string status, long observed) =>
        new(42, Content(status), version, source, DateTimeOffset.FromUnixTimeSeconds(observed));

    public static TicketContent Content(string status) =>
        new(
            RequesterId: 501,
            "Help, my printer is on fire!",
            "The fire is very colorful.",
            TicketStatus.Parse(status),
            CustomStatusId: null,
            Priority: "high",
            AssigneeId: null,
            GroupId: null,
            CreatedAt: DateTimeOffset.UnixEpoch,
            UpdatedAt: DateTimeOffset.UnixEpoch,
            StatusChangedAt: null,
            SolvedAt: null,
            IsPublic: true,
            IsMergedAway: false
        );
}
