using System.Text.Json.Serialization;

namespace TicketPlatform.WebApi.Notifications;

/// <summary>Where a test message shall go.</summary>
/// <param name="Target">The name of a target of the settings.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record TestNotificationBody(string? Target);
