namespace TicketPlatform.Domain.Alerts;

/// <summary>The change after which a user's open tickets are looked at.</summary>
/// <param name="Cause">What sort of change it was.</param>
/// <param name="Tickets">The tickets that it touched.</param>
public readonly record struct AlertTrigger(AlertCause Cause, IReadOnlyList<long> Tickets);
