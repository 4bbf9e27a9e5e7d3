using TicketPlatform.Domain.Tickets;
using TicketPlatform.Domain.Users;

namespace TicketPlatform.Testing;

/// <summary>Observations with working defaults; a test states only what matters to it.</summary>
public static class Observed
{
    /// <summary>A Monday at noon, UTC.</summary>
    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public static readonly TicketContent Printer = new(
        RequesterId: 501,
        Subject: "Help, my printer is on fire!",
        Description: "The fire is very colorful.",
        TicketStatus.Open,
        CustomStatusId: null,
        Priority: "high",
        AssigneeId: 901,
        GroupId: 801,
        CreatedAt: Noon.AddHours(-4),
        UpdatedAt: Noon,
        StatusChangedAt: null,
        SolvedAt: null,
        IsPublic: true,
        IsMergedAway: false
    );

    /// <summary>The export showing a ticket, a minute and a half after its last update.</summary>
    public static TicketObservation Export(long id, TicketContent? content = null, long? version = null) =>
        Ticket(id, content ?? Printer, ObservationSource.Export, version, afterSeconds: 90);

    /// <summary>A webhook telling of a ticket, a second after its last update.</summary>
    public static TicketObservation Webhook(long id, TicketContent? content = null, long? version = null) =>
        Ticket(id, content ?? Printer, ObservationSource.Webhook, version, afterSeconds: 1);

    /// <summary>A read of a single ticket, five seconds after its last update.</summary>
    public static TicketObservation Reread(long id, TicketContent? content = null, long? version = null) =>
        Ticket(id, content ?? Printer, ObservationSource.Reread, version, afterSeconds: 5);

    /// <summary>An active end user.</summary>
    public static ZendeskUserObservation User(long id, string? email, DateTimeOffset? updatedAt = null, bool isActive = true) =>
        new(
            id,
            $"User {id}",
            email is null ? null : EmailAddress.Parse(email),
            "end-user",
            isActive,
            updatedAt ?? Noon,
            (updatedAt ?? Noon).AddSeconds(90)
        );

    private static TicketObservation Ticket(long id, TicketContent content, ObservationSource source, long? version, int afterSeconds) =>
        new(id, content, version ?? content.UpdatedAt.ToUnixTimeSeconds(), source, content.UpdatedAt.AddSeconds(afterSeconds));
}
