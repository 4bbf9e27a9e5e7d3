namespace TicketPlatform.ZendeskSimulator.Access;

/// <summary>What users/me says to a stranger.</summary>
internal static class AnonymousUser
{
    public static IResult Answer { get; } =
        Refusal.Json(
            200,
            """{"user":{"id":null,"url":null,"name":"Anonymous user","email":"invalid@example.com","created_at":null,"updated_at":null,"time_zone":"Vienna","role":"end-user","verified":false,"active":true,"authenticity_token":null}}"""
        );
}
