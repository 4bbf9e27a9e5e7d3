using System.Text.Json.Serialization;

namespace TicketPlatform.WebApi.Alerts;

/// <summary>What somebody says who takes care of an alert.</summary>
/// <param name="Note">At most 2000 characters; may be left out.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record AcknowledgeBody(string? Note = null);

/// <summary>Until when nobody is reminded; one of the two.</summary>
/// <param name="Until">An instant in the next 30 days, such as 2026-11-27T15:00:00Z.</param>
/// <param name="Minutes">From now on, 1 to 43200.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record SnoozeBody(string? Until = null, int? Minutes = null);

/// <summary>How many open tickets a user may have without an alert.</summary>
/// <param name="Limit">0 to 100000; null for the common limit.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record AlertLimitBody([property: JsonRequired] int? Limit);
