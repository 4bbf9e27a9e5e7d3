namespace TicketPlatform.Application.Alerts;

/// <summary>An alert as the REST API shows it.</summary>
/// <param name="Id">Stable; messages about it carry it.</param>
/// <param name="User">Who has too many open tickets.</param>
/// <param name="State">open or closed.</param>
/// <param name="OpenedAt">When the open tickets exceeded the limit (UTC).</param>
/// <param name="ClosedAt">When they had been at the limit or below for the dwell time (UTC); null while it is open.</param>
/// <param name="OpenTickets">How many are open; of a closed alert, how many were when it closed.</param>
/// <param name="Limit">How many the user may have.</param>
/// <param name="Peak">The most there were.</param>
/// <param name="Evidence">The tickets that were open when they last exceeded the limit; at most the 100 newest.</param>
/// <param name="Cause">What opened it: ticket, matching, limit or proof.</param>
/// <param name="CausedBy">The tickets of the change that crossed the limit.</param>
/// <param name="BelowSince">Since when the open tickets are at the limit or below (UTC); null while they exceed it.</param>
/// <param name="AcknowledgedBy">Who takes care of it.</param>
/// <param name="AcknowledgedAt">Since when (UTC).</param>
/// <param name="Note">What they wrote.</param>
/// <param name="SnoozedUntil">Until when nobody is reminded (UTC).</param>
/// <param name="Reminders">How often it was told again.</param>
/// <param name="EscalatedAt">When the open tickets exceeded the second threshold (UTC); null if they never did.</param>
public sealed record AlertView(
    Guid Id,
    AlertUser User,
    string State,
    DateTimeOffset OpenedAt,
    DateTimeOffset? ClosedAt,
    int OpenTickets,
    int Limit,
    int Peak,
    IReadOnlyList<long> Evidence,
    string Cause,
    IReadOnlyList<long> CausedBy,
    DateTimeOffset? BelowSince,
    string? AcknowledgedBy,
    DateTimeOffset? AcknowledgedAt,
    string? Note,
    DateTimeOffset? SnoozedUntil,
    int Reminders,
    DateTimeOffset? EscalatedAt
);

/// <param name="Id">The company's id of the person.</param>
/// <param name="Email">Their address; null if they were removed.</param>
public sealed record AlertUser(Guid Id, string? Email);

/// <summary>One thing that happened to an alert.</summary>
/// <param name="At">When (UTC).</param>
/// <param name="Kind">opened, peaked, fell, rose, escalated, reminded, acknowledged, snoozed, closed or abandoned.</param>
/// <param name="OpenTickets">How many tickets were open then.</param>
/// <param name="Tickets">Which, where they changed the alert.</param>
/// <param name="By">Who did it; null where nobody did.</param>
/// <param name="Note">What they wrote.</param>
/// <param name="Until">Until when it was snoozed (UTC).</param>
public sealed record AlertMoment(
    DateTimeOffset At,
    string Kind,
    int OpenTickets,
    IReadOnlyList<long> Tickets,
    string? By,
    string? Note,
    DateTimeOffset? Until
);
