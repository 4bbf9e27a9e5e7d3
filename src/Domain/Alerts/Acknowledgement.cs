namespace TicketPlatform.Domain.Alerts;

/// <summary>Somebody takes care of an alert.</summary>
/// <param name="By">Who.</param>
/// <param name="At">Since when (UTC).</param>
/// <param name="Note">What they wrote about it.</param>
public sealed record Acknowledgement(string By, DateTimeOffset At, string? Note);
