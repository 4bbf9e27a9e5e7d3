using System.Text.Json.Serialization;

namespace TicketPlatform.WebApi.Users;

/// <summary>What to know about a user.</summary>
/// <param name="Email">The address by which their tickets are found; at most 255 characters.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record PutUserBody(string? Email);
